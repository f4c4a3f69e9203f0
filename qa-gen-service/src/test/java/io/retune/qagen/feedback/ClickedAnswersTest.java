package io.retune.qagen.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClickedAnswersTest {
  private final List<Feedback> feedback = new ArrayList<>();

  @Test
  void comparesClicksWithThoseThatRanksExplain() {
    // Given: 4 showings of each rank, 2 clicks at the first and 1 at the second
    for (int i = 0; i < 4; i++) {
      shows("q" + i, "why?", 0, "a", "b");
    }
    clicks("q0", "a", "one");
    clicks("q1", "a", "two");
    clicks("q1", "a", "two");
    clicks("q2", "b", "one");

    // When
    List<PairEvidence> evidence = ClickedAnswers.evidence(searches(feedback));

    // Then: by hand, with 10 showings more at the mean rate of 3/8: 5.75/14 and 4.75/14 a showing
    assertThat(evidence).extracting(PairEvidence::node).containsExactly("a", "b");
    assertThat(evidence.get(0).clicks()).isEqualTo(2);
    assertThat(evidence.get(0).people()).isEqualTo(2);
    assertThat(evidence.get(0).expected()).isCloseTo(4 * 5.75 / 14, within(1e-12));
    assertThat(evidence.get(0).ratio()).isCloseTo(2 / (4 * 5.75 / 14), within(1e-12));
    assertThat(evidence.get(1).ratio()).isCloseTo(1 / (4 * 4.75 / 14), within(1e-12));
  }

  @Test
  void chanceIsThatOfSoManyClicksOrMore() {
    // Given
    PairEvidence pair =
        new PairEvidence("why?", "a", 10, 5, 1.5, 5, 0, 0, Collections.emptySortedMap());

    // When
    double chance = AnswerRule.chance(pair);

    // Then: by hand, 1 - exp(-1.5) (1 + 1.5 + 1.125 + 0.5625 + 0.2109375)
    assertThat(chance).isCloseTo(1 - Math.exp(-1.5) * 4.3984375, within(1e-12));
  }

  @Test
  void findsTheAnswersOfUsersWhoLookAtWhatStandsFirst() {
    // Given: users look at rank r with chance 1/r, and click what they see with .6 where it
    // answers, else .1
    Random random = new Random(7);
    Set<String> answers = new HashSet<>();
    for (int question = 0; question < 40; question++) {
      int answerAt = 1 + question % 10;
      answers.add("question " + question + " → " + question + "-" + answerAt);
      for (int search = 0; search < 300; search++) {
        String id = question + "/" + search;
        String[] hits = new String[10];
        for (int rank = 1; rank <= 10; rank++) {
          hits[rank - 1] = question + "-" + rank;
        }
        shows(id, "question " + question, question % 2, hits);
        for (int rank = 1; rank <= 10; rank++) {
          boolean seen = random.nextDouble() < 1.0 / rank;
          if (seen && random.nextDouble() < (rank == answerAt ? .6 : .1)) {
            clicks(id, hits[rank - 1], "client " + random.nextInt(50));
          }
        }
      }
    }

    // When
    List<PairEvidence> found = ClickedAnswers.of(searches(feedback), AnswerRule.USUAL).answers();

    // Then
    assertThat(found)
        .extracting(pair -> pair.question() + " → " + pair.node())
        .isSubsetOf(answers)
        .hasSizeGreaterThanOrEqualTo(38);
  }

  @Test
  void whatStandsFirstIsNoAnswerForThatAlone() {
    // Given: whatever is searched for, the first is clicked in half of the searches
    for (int search = 0; search < 400; search++) {
      int question = search % 8;
      shows(
          "q" + search,
          "question " + question,
          0,
          question + "-1",
          question + "-2",
          question + "-3");
      if (search / 8 % 2 == 0) {
        clicks("q" + search, question + "-1", "client " + search);
      }
    }

    // When
    List<PairEvidence> found = ClickedAnswers.of(searches(feedback), AnswerRule.USUAL).answers();

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void clicksAtRandomMakeNoAnswersHoweverManyQuestionsThereAre() {
    // Given: of 30,000 questions and nodes some are clicked four times, where .5 is expected
    Random random = new Random(3);
    for (int search = 0; search < 30_000; search++) {
      int question = random.nextInt(3_000);
      String[] hits = new String[10];
      for (int rank = 1; rank <= 10; rank++) {
        hits[rank - 1] = question + "-" + rank;
      }
      shows("q" + search, "question " + question, 0, hits);
      if (search % 2 == 0) {
        clicks("q" + search, hits[random.nextInt(10)], "client " + search);
      }
    }

    // When
    List<PairEvidence> found = ClickedAnswers.of(searches(feedback), AnswerRule.USUAL).answers();

    // Then
    assertThat(ClickedAnswers.evidence(searches(feedback)))
        .filteredOn(pair -> pair.clicks() >= 4)
        .hasSizeGreaterThan(30);
    assertThat(found).isEmpty();
  }

  @Test
  void onePersonMakesNoAnswer() {
    // Given
    for (int search = 0; search < 200; search++) {
      shows("q" + search, "question " + search % 20, 0, "a", "b", "c");
    }
    for (int search = 0; search < 200; search += 20) {
      clicks("q" + search, "c", "the same");
    }

    // When
    List<PairEvidence> found = ClickedAnswers.of(searches(feedback), AnswerRule.USUAL).answers();

    // Then
    assertThat(ClickedAnswers.evidence(searches(feedback)).get(0).clicks()).isEqualTo(10);
    assertThat(found).isEmpty();
  }

  @Test
  void aThumbSaysSoAtOnceAndOneDownTakesOneUpBack() {
    // Given
    shows("q1", "Why?", 3, "a", "b");
    shows("q2", " why? ", 0, "a", "b");
    thumb("q1", "a", Reaction.Kind.THUMB_UP, "one");
    thumb("q1", "b", Reaction.Kind.THUMB_UP, "one");
    thumb("q2", "b", Reaction.Kind.THUMB_DOWN, "two");

    // When
    List<PairEvidence> found = ClickedAnswers.of(searches(feedback), AnswerRule.USUAL).answers();

    // Then
    assertThat(found).extracting(PairEvidence::node).containsExactly("a");
  }

  @Test
  void keepsWhichVersionsRankedWhatWasClicked() {
    // Given
    shows("q1", "why?", 17, "a");
    shows("q2", "why?", 0, "a");
    feedback.add(new Ranking("q3", "why?", List.of("a"), OptionalInt.empty()));
    clicks("q1", "a", "one");
    clicks("q2", "a", "two");
    clicks("q3", "a", "three");

    // When
    List<PairEvidence> evidence = ClickedAnswers.evidence(searches(feedback));

    // Then
    assertThat(evidence.get(0).clicksByVersion()).isEqualTo(Map.of(-1, 1, 0, 1, 17, 1));
  }

  @Test
  void countsNothingThatWasNotShownOrSearchedFor() {
    // Given
    shows("q1", "why?", 0, "a");
    clicks("q1", "b", "one");
    clicks("q2", "a", "one");

    // When
    List<PairEvidence> evidence = ClickedAnswers.evidence(searches(feedback));

    // Then
    assertThat(evidence).isEmpty();
  }

  @Test
  void theOrderOfFeedbackDoesNotMatter() {
    // Given
    for (int i = 0; i < 30; i++) {
      shows("q" + i, i % 3 == 0 ? "Why?" : "why?", i % 2, "a", "b", "c");
      clicks("q" + i, i % 2 == 0 ? "b" : "c", "client " + i % 5);
    }
    List<Feedback> mixed = new ArrayList<>(feedback);
    Collections.shuffle(mixed, new Random(1));

    // When
    List<PairEvidence> evidence = ClickedAnswers.evidence(searches(mixed));

    // Then
    assertThat(evidence)
        .usingRecursiveComparison()
        .withComparatorForType((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1, Double.class)
        .isEqualTo(ClickedAnswers.evidence(searches(feedback)));
    assertThat(evidence).extracting(PairEvidence::question).containsOnly("why?");
  }

  @Test
  void comparesVersionsByWhatWasClickedFirst() {
    // Given
    shows("q1", "why?", 17, "a", "b");
    shows("q2", "how?", 17, "a", "b");
    shows("q3", "when?", 17, "a", "b");
    shows("q4", "why?", 0, "a", "b");
    clicks("q1", "a", "one");
    clicks("q1", "b", "one");
    clicks("q2", "b", "two");
    clicks("q4", "b", "two");

    // When
    List<VersionClicks> versions =
        ClickedAnswers.of(searches(feedback), AnswerRule.USUAL).versions();

    // Then: version 17 was clicked at ranks 1 and 2
    assertThat(versions)
        .containsExactly(new VersionClicks(0, 1, 1, .5), new VersionClicks(17, 3, 2, .75));
  }

  /** In the order in which their rankings come. */
  private static Searches searches(List<Feedback> feedback) {
    Map<String, List<Reaction>> reactions =
        feedback.stream()
            .filter(Reaction.class::isInstance)
            .map(Reaction.class::cast)
            .collect(Collectors.groupingBy(Reaction::queryId));
    List<Search> searches =
        feedback.stream()
            .filter(Ranking.class::isInstance)
            .map(Ranking.class::cast)
            .map(each -> new Search(each, reactions.getOrDefault(each.queryId(), List.of())))
            .toList();
    return searches::forEach;
  }

  private void shows(String queryId, String text, int version, String... hits) {
    feedback.add(new Ranking(queryId, text.strip(), List.of(hits), OptionalInt.of(version)));
  }

  private void clicks(String queryId, String node, String client) {
    thumb(queryId, node, Reaction.Kind.CLICK, client);
  }

  private void thumb(String queryId, String node, Reaction.Kind kind, String client) {
    feedback.add(new Reaction(queryId, node, kind, client, Instant.EPOCH));
  }
}

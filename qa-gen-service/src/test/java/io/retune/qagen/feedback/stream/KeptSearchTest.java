package io.retune.qagen.feedback.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.qagen.feedback.Feedback;
import io.retune.qagen.feedback.Ranking;
import io.retune.qagen.feedback.Reaction;
import io.retune.qagen.feedback.Search;
import io.retune.schemas.v1.FeedbackSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptSearchTest {
  private static final Instant AT = Instant.parse("2026-11-28T10:00:00Z");

  @Test
  void isTheSameInWhateverOrderItsPartsComeAndHoweverOften() {
    // Given
    List<Feedback> parts =
        List.of(
            new Ranking("q", "Why?", List.of("a", "b"), OptionalInt.of(3)),
            reaction("a", Reaction.Kind.CLICK, 1),
            reaction("b", Reaction.Kind.THUMB_UP, 2),
            reaction("b", Reaction.Kind.THUMB_DOWN, 3),
            reaction("a", Reaction.Kind.THUMB_UP, 4));
    Set<Set<Reaction>> read = new HashSet<>();
    Random random = new Random(5);

    // When
    for (int i = 0; i < 50; i++) {
      List<Feedback> shuffled = new ArrayList<>(parts);
      shuffled.addAll(parts.subList(i % 3, 4));
      Collections.shuffle(shuffled, random);
      read.add(Set.copyOf(kept(shuffled).reactions()));
    }

    // Then: of the thumbs at b the later
    assertThat(read)
        .containsExactly(
            Set.of(
                hashed("a", Reaction.Kind.CLICK, 1),
                hashed("b", Reaction.Kind.THUMB_DOWN, 3),
                hashed("a", Reaction.Kind.THUMB_UP, 4)));
  }

  @Test
  void aNextPageStandsBehindTheFirst() {
    // Given
    Ranking first = new Ranking("q", "Why?", List.of("a", "b"), OptionalInt.of(3));
    Ranking second = new Ranking("q", "Why?", List.of("b", "c"), OptionalInt.of(4));
    Ranking other = new Ranking("q", "How?", List.of("d"), OptionalInt.of(4));

    // When
    Search kept = kept(List.of(first, second, other));

    // Then
    assertThat(kept.ranking())
        .isEqualTo(new Ranking("q", "Why?", List.of("a", "b", "c"), OptionalInt.of(3)));
  }

  @Test
  void isBoundedAndKnowsNoClientByName() {
    // Given
    List<Feedback> parts = new ArrayList<>();
    parts.add(
        new Ranking(
            "q",
            "Why?",
            IntStream.range(0, 900).mapToObj(i -> "n" + i).toList(),
            OptionalInt.empty()));
    for (int i = 0; i < 200; i++) {
      parts.add(new Reaction("q", "n1", Reaction.Kind.CLICK, "ada-" + i, AT));
    }

    // When
    Search kept = kept(parts);

    // Then
    assertThat(kept.ranking().hits()).hasSize(KeptSearch.MAX_HITS);
    assertThat(kept.reactions())
        .hasSize(KeptSearch.MAX_REACTIONS)
        .noneMatch(reaction -> reaction.client().contains("ada"));
  }

  @Test
  void isNoSearchWhileItsQueryIsNotKnown() {
    // When
    FeedbackSearch part = KeptSearch.of(reaction("a", Reaction.Kind.CLICK, 1), AT);

    // Then
    assertThat(KeptSearch.read("q", part)).isEmpty();
  }

  private static Search kept(List<Feedback> parts) {
    return KeptSearch.read(
            "q",
            parts.stream()
                .map(part -> KeptSearch.of(part, AT))
                .reduce(KeptSearch::merged)
                .orElseThrow())
        .orElseThrow();
  }

  private static Reaction reaction(String node, Reaction.Kind kind, int minute) {
    return new Reaction("q", node, kind, "client", AT.plusSeconds(60L * minute));
  }

  /** The client as it is kept: the first bytes of its SHA-256. */
  private static Reaction hashed(String node, Reaction.Kind kind, int minute) {
    return new Reaction("q", node, kind, "948fe603f61dc036", AT.plusSeconds(60L * minute));
  }
}

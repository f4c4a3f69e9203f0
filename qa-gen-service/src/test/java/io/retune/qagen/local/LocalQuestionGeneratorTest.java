package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import io.retune.schemas.v1.Origin;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalQuestionGeneratorTest {

  private static final EnglishGrammar GRAMMAR = new EnglishGrammar();

  private static final LocalMix MIX =
      new LocalMix(
          Map.of(
              LocalMethod.SENTENCE, 2,
              LocalMethod.SENTENCE_QUESTION, 2,
              LocalMethod.PHRASE, 3,
              LocalMethod.PHRASE_PAIR, 3,
              LocalMethod.CROP, 2));

  private static final String ENGLISH =
      "The lighthouse keeper records the height of the tide every morning. "
          + "Storm warnings are sent to the harbour office by radio. "
          + "A second keeper looks after the lamp and the fog signal at night. "
          + "In winter the supply boat may be delayed for several weeks by heavy ice.";

  private static final String GERMAN =
      "Der Leuchtturmwärter misst jeden Morgen die Höhe der Flut. "
          + "Sturmwarnungen gehen über Funk an das Hafenamt. "
          + "Ein zweiter Wärter kümmert sich nachts um die Lampe und das Nebelhorn.";

  private final LocalQuestionGenerator generator = new LocalQuestionGenerator(GRAMMAR, MIX);

  @Test
  void asksInAllWaysOfTheMix() {
    // When
    List<AskedQuestion> questions = generator.ask(new NodeText("node", ENGLISH, "en"));

    // Then
    Map<String, Long> counts =
        questions.stream()
            .collect(Collectors.groupingBy(AskedQuestion::generator, Collectors.counting()));
    assertThat(counts)
        .containsOnly(
            Map.entry("local/sentence", 2L),
            Map.entry("local/sentence-question", 2L),
            Map.entry("local/phrase", 3L),
            Map.entry("local/phrase-pair", 3L),
            Map.entry("local/crop", 2L));
    assertThat(questions).extracting(AskedQuestion::origin).containsOnly(Origin.ORIGIN_LOCAL);
  }

  @Test
  void asksTheSameQuestionsOfTheSameNode() {
    // Given
    NodeText node = new NodeText("node", ENGLISH, "en");
    LocalQuestionGenerator another = new LocalQuestionGenerator(new EnglishGrammar(), MIX);

    // When
    List<AskedQuestion> again = another.ask(node);

    // Then
    assertThat(again).isEqualTo(generator.ask(node));
  }

  @Test
  void asksTheQuestionsThatItAlwaysAsked() {
    // When
    List<AskedQuestion> questions = generator.ask(new NodeText("node", ENGLISH, "en"));

    // Then: as asked since the first version; others would make every node new work
    assertThat(questions)
        .extracting(question -> question.generator() + ": " + question.text())
        .containsExactly(
            "local/sentence: The lighthouse keeper records the height of the tide every morning.",
            "local/sentence: In winter the supply boat may be delayed for several weeks by heavy ice.",
            "local/sentence-question: In which cases are Storm warnings sent to the harbour office by radio?",
            "local/sentence-question: In which cases does a second keeper look after the lamp and the fog signal at night?",
            "local/phrase: Why does lighthouse keeper records matter?",
            "local/phrase: Give examples of winter.",
            "local/phrase: What is the purpose of height of the tide?",
            "local/phrase-pair: What happens to heavy ice in case of night?",
            "local/phrase-pair: What is the difference between lighthouse keeper records and second keeper?",
            "local/phrase-pair: What role does several weeks play for supply boat?",
            "local/crop: winter the supply boat may be delayed for several weeks by heavy",
            "local/crop: every morning. Storm warnings are sent to the harbour office by radio. A second keeper looks after the lamp");
  }

  @Test
  void asksOtherQuestionsOfAnotherNodeWithTheSameText() {
    // When
    List<AskedQuestion> questions = generator.ask(new NodeText("other", ENGLISH, "en"));

    // Then
    assertThat(questions).isNotEqualTo(generator.ask(new NodeText("node", ENGLISH, "en")));
  }

  @Test
  void asksInNoOtherLanguageThanTheText() {
    // When
    List<AskedQuestion> questions = generator.ask(new NodeText("node", GERMAN, "de"));

    // Then
    assertThat(questions).hasSizeGreaterThan(5);
    assertThat(questions).allSatisfy(question -> assertThat(GERMAN).contains(question.text()));
    assertThat(questions)
        .extracting(AskedQuestion::generator)
        .containsOnly("local/sentence", "local/crop");
  }

  @Test
  void asksOfTextWithoutSpaces() {
    // Given
    String text = "灯塔看守人每天早上记录潮汐的高度。风暴警报通过无线电发送到港口办公室。冬天补给船可能会延误数周。";

    // When
    List<AskedQuestion> questions = generator.ask(new NodeText("node", text, "zh"));

    // Then
    assertThat(questions)
        .isNotEmpty()
        .allSatisfy(question -> assertThat(text).contains(question.text()));
  }

  @Test
  void findsSentencesThatHaveLostTheSpaceBetweenThem() {
    // Given
    String text = "The keeper lights the lamp at dusk.The boat brings oil and bread in summer.";
    LocalMix sentences = new LocalMix(Map.of(LocalMethod.SENTENCE, 2));

    // When
    List<AskedQuestion> questions =
        new LocalQuestionGenerator(GRAMMAR, sentences).ask(new NodeText("node", text, "en"));

    // Then
    assertThat(questions)
        .extracting(AskedQuestion::text)
        .containsExactlyInAnyOrder(
            "The keeper lights the lamp at dusk.", "The boat brings oil and bread in summer.");
  }

  @Test
  void asksDistinctQuestionsAndNoMoreThanToldWhateverTheText() {
    // Given
    Random random = new Random(11);
    List<String> pieces =
        List.of(
            "lamp",
            "the",
            "is",
            "of",
            ".",
            "?",
            "tide",
            " ",
            "\n",
            "Keeper",
            "may",
            "be",
            "🌊",
            "12",
            "(",
            "ﬁ",
            "\u00a0",
            "http://x.y/z");

    // When
    List<List<AskedQuestion>> results =
        IntStream.range(0, 300)
            .mapToObj(
                run ->
                    random
                        .ints(1 + random.nextInt(60), 0, pieces.size())
                        .mapToObj(pieces::get)
                        .collect(Collectors.joining(" ", "x ", "")))
            .map(text -> generator.ask(new NodeText("node", text, "en")))
            .toList();

    // Then
    assertThat(results)
        .allSatisfy(
            questions ->
                assertThat(questions)
                    .hasSizeLessThanOrEqualTo(12)
                    .isNotEmpty()
                    .extracting(AskedQuestion::text)
                    .doesNotHaveDuplicates());
  }
}

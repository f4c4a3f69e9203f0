package io.retune.qagen.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retune.chassis.language.LanguageDetector;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import io.retune.schemas.v1.Origin;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionFiltersTest {

  private static final NodeText NODE = new NodeText("node", "The keeper measures the tide.", "en");
  private static final LanguageDetector LANGUAGES = new LanguageDetector();

  @ParameterizedTest
  @CsvSource({
    "'?!',EMPTY",
    "tides,TOO_SHORT",
    "潮,TOO_SHORT",
    "What is the main topic?,TOO_GENERAL",
    "What does the author discuss here?,TOO_GENERAL",
    "'Based on the context above, who measures the tide?',ARTEFACT",
    "'According to the passage, who measures the tide?',ARTEFACT",
    "Who is mentioned in the excerpt as measuring the tide?,ARTEFACT",
    "'Using the provided information, when is the tide measured?',ARTEFACT",
    "Wer misst jeden Morgen am Leuchtturm die Höhe der Flut und schreibt sie anschließend ins Buch?,OTHER_LANGUAGE"
  })
  void dropsBadQuestions(String text, DropReason reason) {
    // Given
    QuestionFilters filters = filters(Map.of());

    // When
    Filtered filtered = filters.apply(List.of(), List.of(written(text)), NODE);

    // Then
    assertThat(filtered.kept()).isEmpty();
    assertThat(filtered.dropped()).containsExactly(Map.entry(reason, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Who measures the tide?",
        "What does context switching cost?",
        "How is text parsed?",
        "What is a tide in the context of this harbour?",
        "Why is the paragraph mark hidden?",
        "潮汐由谁测量",
        "tide height"
      })
  void keepsGoodQuestions(String text) {
    // Given
    QuestionFilters filters = filters(Map.of());

    // When
    Filtered filtered = filters.apply(List.of(), List.of(written(text)), NODE);

    // Then
    assertThat(filtered.kept()).extracting(AskedQuestion::text).containsExactly(text);
    assertThat(filtered.dropped()).isEmpty();
  }

  @Test
  void dropsWhatIsTooLong() {
    // Given
    QuestionFilters filters = filters(Map.of("max-characters", "20"));

    // When
    Filtered filtered =
        filters.apply(List.of(), List.of(written("Who measures the tide each morning?")), NODE);

    // Then
    assertThat(filtered.dropped()).containsExactly(Map.entry(DropReason.TOO_LONG, 1));
  }

  @Test
  void dropsWhatTheNodeHasAlready() {
    // Given
    AskedQuestion given = new AskedQuestion("Who measures the tide?", Origin.ORIGIN_IMPORTED, "f");
    List<AskedQuestion> generated =
        List.of(
            written("who measures the TIDE"),
            written("When is the tide measured by the keeper of the lighthouse?"),
            written("When is the tide measured by the keeper of a lighthouse?"));

    // When
    Filtered filtered =
        filters(Map.of("near-duplicate-similarity", "0.7")).apply(List.of(given), generated, NODE);

    // Then
    assertThat(filtered.kept()).containsExactly(generated.get(1));
    assertThat(filtered.dropped())
        .containsOnly(Map.entry(DropReason.DUPLICATE, 1), Map.entry(DropReason.NEAR_DUPLICATE, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "too-short,tides",
    "too-general,What is the main topic?",
    "artefact,Based on the context who measures the tide?",
    "other-language,Wer misst jeden Morgen am Leuchtturm die Höhe der Flut und schreibt sie anschließend ins Buch?"
  })
  void keepsWhatASwitchedOffFilterWouldDrop(String filter, String text) {
    // Given
    QuestionFilters filters = filters(Map.of(filter, "false"));

    // When
    Filtered filtered = filters.apply(List.of(), List.of(written(text)), NODE);

    // Then
    assertThat(filtered.kept()).hasSize(1);
  }

  @Test
  void countsRepetitionsOnlyWhereTheyAreLookedFor() {
    // Given
    QuestionFilters filters = filters(Map.of("duplicate", "false", "near-duplicate", "false"));

    // When
    Filtered filtered =
        filters.apply(
            List.of(),
            List.of(written("Who lights the lamp?"), written("Who lights the lamp?")),
            NODE);

    // Then
    assertThat(filtered.kept()).hasSize(2);
  }

  @Test
  void measuresSimilarityAsTheShareOfCommonWordsAndPairs() {
    // Given
    Candidate one = Candidate.of(written("red green blue"));
    Candidate other = Candidate.of(written("Red green yellow"));

    // When
    double similarity = one.similarity(other);

    // Then
    // Common: red, green, "red green". In all: 4 words and 3 pairs.
    assertThat(similarity).isCloseTo(3.0 / 7, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "red green blue, red green, .6, true",
    "red green, red green blue, .6, true",
    "red green, red green blue, .61, false",
    "red green blue, red blue green, .51, false"
  })
  void isLikeAnotherFromTheBoundOn(String one, String other, double bound, boolean like) {
    // When
    boolean isLike = Candidate.of(written(one)).isLike(Candidate.of(written(other)), bound);

    // Then
    // Common: red, green, "red green" of 5; in the last row red, green, blue of 7.
    assertThat(isLike).isEqualTo(like);
  }

  private static AskedQuestion written(String text) {
    return new AskedQuestion(text, Origin.ORIGIN_LLM, "small-model");
  }

  private static QuestionFilters filters(Map<String, String> settings) {
    SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(FilterConfig.class);
    settings.forEach(
        (key, value) -> config.withDefaultValue("retune.qa-gen.filters." + key, value));
    SmallRyeConfig built = config.build();
    return QuestionFilters.of(built.getConfigMapping(FilterConfig.class), LANGUAGES);
  }
}

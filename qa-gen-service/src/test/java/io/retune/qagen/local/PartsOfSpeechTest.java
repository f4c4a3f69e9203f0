package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PartsOfSpeechTest {

  private static final List<String> ODD_WORDS =
      List.of(
          "a", "I", "U.S.", "'s", "can", "not", "--", "…", "2021", "42", "1,000", "3.5", "1/2",
          "A1", "B-52", "ABC", "ﬁ", "café", "ΑΒΓ", "灯塔", "カタカナ", "ひらがな", "🌊", "\u00a0", "İ");

  private static POSTaggerME tagger;
  private static PartsOfSpeech partsOfSpeech;

  @BeforeAll
  static void readTheModel() throws IOException {
    try (InputStream stream =
        PartsOfSpeechTest.class.getResourceAsStream("/opennlp-en-ud-ewt-pos-1.2-2.5.0.bin")) {
      POSModel model = new POSModel(stream);
      tagger = new POSTaggerME(model);
      partsOfSpeech = new PartsOfSpeech(model);
    }
  }

  @Test
  void tagsTheSentencesOfAPageAsOpenNlpDoes() throws IOException {
    // Given
    List<List<String>> sentences =
        Arrays.stream(Files.readString(Path.of("../docs/architecture.md")).split("[.|]\\s"))
            .map(sentence -> List.of(sentence.strip().split("\\s+|(?=[,;:()`])")))
            .toList();

    // When
    List<List<String>> tags = sentences.stream().map(partsOfSpeech::of).toList();

    // Then
    assertThat(tags).isEqualTo(byOpenNlp(sentences));
  }

  @Test
  void tagsAnyWordsInAnyOrderAsOpenNlpDoes() {
    // Given
    Random random = new Random(7);
    List<String> words =
        Stream.concat(
                ODD_WORDS.stream(),
                Stream.of("The keepers wrote that the lamp is lit , and ships pass .".split(" ")))
            .toList();
    List<List<String>> sentences =
        IntStream.range(0, 400)
            .mapToObj(
                length -> random.ints(length % 40, 0, words.size()).mapToObj(words::get).toList())
            .toList();

    // When
    List<List<String>> tags = sentences.stream().map(partsOfSpeech::of).toList();

    // Then
    assertThat(tags).isEqualTo(byOpenNlp(sentences));
  }

  private static List<List<String>> byOpenNlp(List<List<String>> sentences) {
    return sentences.stream()
        .map(sentence -> List.of(tagger.tag(sentence.toArray(String[]::new))))
        .toList();
  }
}

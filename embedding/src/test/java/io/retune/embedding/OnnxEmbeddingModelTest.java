package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled model itself, not a stand-in. */
class OnnxEmbeddingModelTest {

  private static final String WORDS = "river bank loan water price flood shore credit boat market";

  private static OnnxEmbeddingModel model;

  @BeforeAll
  static void open() {
    model = OnnxEmbeddingModel.open(BgeSmallEn.description(), LongTextRule.MEAN, 2);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void givesTheVectorsOfAnotherImplementation() {
    // Given: the first values that langchain4j 0.36.2 gives for these texts with the same model.
    List<String> texts = List.of("The cat sits on the mat.", "Interest rates rose sharply.");

    // When
    float[][] vectors = model.embedDocuments(texts);

    // Then
    assertThat(Arrays.copyOf(vectors[0], 4))
        .containsExactly(
            new float[] {0.004304486f, -0.022639733f, 0.019027509f, 0.026697775f}, within(1e-5f));
    assertThat(Arrays.copyOf(vectors[1], 4))
        .containsExactly(
            new float[] {-0.035759475f, -0.022385614f, -0.0010224287f, -0.005137713f},
            within(1e-5f));
  }

  @Test
  void finishesWhatIsUnderWayBeforeItIsFreed() throws Exception {
    // Given
    OnnxEmbeddingModel closing =
        OnnxEmbeddingModel.open(BgeSmallEn.description(), LongTextRule.MEAN, 2);
    List<String> texts =
        IntStream.range(0, 40).mapToObj(i -> i + " " + WORDS.repeat(1 + i % 7)).toList();
    CompletableFuture<float[][]> embedding =
        CompletableFuture.supplyAsync(() -> closing.embedDocuments(texts));
    await().until(() -> closing.tokensProcessed() > 0);

    // When
    closing.close();

    // Then
    assertThat(embedding.get()).isDeepEqualTo(model.embedDocuments(texts));
    assertThatThrownBy(() -> closing.embedDocuments(texts))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
  }

  @Test
  void saysThatItWasInterruptedAndNotThatTheTextsAreBad() {
    // Given
    try (OnnxEmbeddingModel interrupted =
        OnnxEmbeddingModel.open(BgeSmallEn.description(), LongTextRule.MEAN, 2)) {
      Thread.currentThread().interrupt();

      // When, Then
      assertThatThrownBy(() -> interrupted.embedDocuments(List.of(WORDS)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("interrupted while embedding");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void givesVectorsOfUnitLength() {
    // Given
    List<String> texts = List.of("a", "", "Überraschung \uD83D\uDE00", "word ".repeat(900));

    // When
    float[][] vectors = model.embedDocuments(texts);

    // Then
    assertThat(List.of(vectors))
        .allSatisfy(vector -> assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6)));
    assertThat(List.of(vectors)).allMatch(vector -> vector.length == model.dimension());
  }

  @Test
  void givesTheSameBitsWhateverElseIsEmbeddedWithAText() {
    // Given
    Random random = new Random(3);
    String[] words = WORDS.split(" ");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 3 + random.nextInt(12); length > 0; length--) {
        text.append(words[random.nextInt(words.length)]).append(' ');
      }
      texts.add(text.toString());
    }

    // When
    float[][] together = model.embedQueries(texts);

    // Then
    for (int i = 0; i < texts.size(); i++) {
      assertThat(model.embedQueries(List.of(texts.get(i)))[0]).containsExactly(together[i]);
    }
  }

  @Test
  void embedsAQueryAsADocumentWithThePrefix() {
    // Given
    String prefix = "Represent this question for searching relevant passages: ";

    // When
    float[] query = model.embedQueries(List.of("how high is the river?"))[0];

    // Then
    assertThat(query)
        .containsExactly(model.embedDocuments(List.of(prefix + "how high is the river?"))[0]);
  }

  @Test
  void weighsTheWindowsOfALongTextByTheirTokens() {
    // Given: 510 tokens fit beside [CLS] and [SEP].
    String first = "river ".repeat(510);
    String second = "loan ".repeat(90);

    // When
    float[] whole = model.embedDocuments(List.of(first + second))[0];

    // Then
    float[][] parts = model.embedDocuments(List.of(first, second));
    double[] mean = new double[whole.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (510.0 * parts[0][i] + 90.0 * parts[1][i]) / 600;
    }
    double length = Math.sqrt(Arrays.stream(mean).map(value -> value * value).sum());
    for (int i = 0; i < mean.length; i++) {
      assertThat((double) whole[i]).isCloseTo(mean[i] / length, within(1e-6));
    }
  }

  @Test
  void findsTheTextThatAQuestionIsAbout() {
    // Given
    float[][] documents =
        model.embedDocuments(
            List.of("The river flooded the old town.", "The bank granted the loan."));

    // When
    float[] query = model.embedQueries(List.of("Who got money from a lender?"))[0];

    // Then
    assertThat(dot(query, documents[1])).isGreaterThan(dot(query, documents[0]));
  }

  @Test
  void countsTheTokensThatWentThroughIt() {
    // Given
    long before = model.tokensProcessed();

    // When
    model.embedDocuments(List.of("hello world", "hello"));

    // Then: with [CLS] and [SEP] around each.
    assertThat(model.tokensProcessed() - before).isEqualTo(4 + 3);
  }

  @Test
  void refusesMoreTokensThanTheModelHasPlacesFor() {
    // Given
    OnnxModelDescription tooLong = BgeSmallEn.description().withMaxTokens(513);

    // When / Then
    assertThatThrownBy(() -> OnnxEmbeddingModel.open(tooLong, LongTextRule.MEAN, 1))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageStartingWith("the ONNX model failed");
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}

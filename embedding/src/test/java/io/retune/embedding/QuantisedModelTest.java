package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled model of whole numbers, not a stand-in. */
class QuantisedModelTest {
  /** Texts of equally many tokens, which a batch may hold together. */
  private static final List<String> EQUALLY_LONG =
      List.of("river bank loan", "water price flood", "shore credit boat", "market boat loan");

  private static final float CLOSE = 1e-2f;

  private static OnnxEmbeddingModel model;

  @BeforeAll
  static void open() {
    model = OnnxEmbeddingModel.open(BgeSmallEn.quantised(), LongTextRule.MEAN, 2);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void givesTheVectorsOfAnotherImplementation() {
    // Given: the first values that langchain4j 0.36.2 gives for these texts with the same model,
    // on a processor with AVX-512 VNNI.
    List<String> texts = List.of("The cat sits on the mat.", "Interest rates rose sharply.");

    // When
    float[][] vectors = model.embedDocuments(texts);

    // Then: processors without these instructions cut sums of whole numbers off, and differ more.
    assertThat(Arrays.copyOf(vectors[0], 4))
        .containsExactly(
            new float[] {0.0035084628f, -0.02182465f, 0.017706152f, 0.027683798f}, within(CLOSE));
    assertThat(Arrays.copyOf(vectors[1], 4))
        .containsExactly(
            new float[] {-0.034253437f, -0.023084596f, -0.0011164296f, -0.0077056047f},
            within(CLOSE));
  }

  @Test
  void dependsOnTheBatchWhereItGetsSeveralTextsAtOnce() throws IOException {
    // Given
    try (HuggingFaceTextTokenizer tokenizer =
            HuggingFaceTextTokenizer.open(BgeSmallEn.quantised());
        ModelOnDisk file = ModelOnDisk.of(BgeSmallEn.quantised().model());
        OnnxSession session = OnnxSession.open(file.path(), Pooling.CLS)) {
      List<long[]> sequences =
          EQUALLY_LONG.stream().map(text -> tokenizer.frame().around(tokenizer.ids(text))).toList();

      // When
      float[][] together = session.run(sequences);

      // Then: the scale of its whole numbers is worked out over the whole batch.
      assertThat(together[0]).isNotEqualTo(session.run(sequences.subList(0, 1))[0]);
    }
  }

  @Test
  void givesTheSameBitsWhateverElseIsEmbeddedWithAText() {
    // Given
    List<String> texts = new ArrayList<>(EQUALLY_LONG);
    texts.add("a longer text about the price of water in the market by the shore");

    // When
    float[][] together = model.embedDocuments(texts);

    // Then
    for (int i = 0; i < texts.size(); i++) {
      assertThat(model.embedDocuments(List.of(texts.get(i)))[0]).containsExactly(together[i]);
    }
  }

  @Test
  void isAnotherBaseModelThatIsCloseToTheFirst() {
    // Given
    try (OnnxEmbeddingModel first =
        OnnxEmbeddingModel.open(BgeSmallEn.description(), LongTextRule.MEAN, 2)) {
      // When
      float[][] vectors = model.embedDocuments(EQUALLY_LONG);

      // Then
      assertThat(model.fingerprint()).isNotEqualTo(first.fingerprint());
      assertThat(model.dimension()).isEqualTo(first.dimension());
      float[][] others = first.embedDocuments(EQUALLY_LONG);
      for (int i = 0; i < vectors.length; i++) {
        assertThat(dot(vectors[i], others[i])).isBetween(0.95, 0.99999);
      }
    }
  }

  @Test
  void countsTheSameTokensAsTheFirst() {
    // Given
    String text = "Überraschung: the price of water 😀";

    // When
    int tokens;
    try (TextTokenizer tokenizer = TextTokenizer.forModel("bge-small-en-q")) {
      tokens = tokenizer.count(text);
    }

    // Then
    try (TextTokenizer tokenizer = TextTokenizer.forModel("bge-small-en")) {
      assertThat(tokens).isEqualTo(tokenizer.count(text));
    }
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}

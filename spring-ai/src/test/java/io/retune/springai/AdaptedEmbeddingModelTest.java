package io.retune.springai;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

class AdaptedEmbeddingModelTest {
  /** Texts with "offset" in them lie along the first axis, all others along the second. */
  private static final class AxisModel implements EmbeddingModel {
    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      List<String> texts = request.getInstructions();
      return new EmbeddingResponse(
          IntStream.range(0, texts.size())
              .mapToObj(index -> new Embedding(vector(texts.get(index)), index))
              .toList());
    }

    @Override
    public float[] embed(Document document) {
      return vector(document.getText());
    }

    private static float[] vector(String text) {
      return text.contains("offset") ? new float[] {1, 0} : new float[] {0, 1};
    }
  }

  private final EmbeddingModel model = new AxisModel();

  /** Changes the axes over. */
  private final LinearAdapter adapter =
      new LinearAdapter(Tensor.of(new float[] {0, 1, 1, 0}, 2, 2));

  private final EmbeddingModel adapted = new AdaptedEmbeddingModel(model, adapter);

  @Test
  void aVectorStoreFindsWithItWhatTheModelAloneDoesNot() {
    // Given
    SimpleVectorStore plain = filled(model);
    SimpleVectorStore tuned = filled(adapted);

    // When
    String alone = first(plain);
    String better = first(tuned);

    // Then
    assertThat(alone).isEqualTo("send in batches");
    assertThat(better).isEqualTo("seek to an offset");
  }

  @Test
  void textsAreQueriesAndKeepTheirOrder() {
    // When
    List<float[]> vectors = adapted.embed(List.of("rewind", "an offset"));

    // Then
    assertThat(vectors.get(0)).containsExactly(1, 0);
    assertThat(vectors.get(1)).containsExactly(0, 1);
    assertThat(adapted.embed("rewind")).containsExactly(1, 0);
  }

  @Test
  void documentsPassAsTheyAre() {
    // When
    float[] document = adapted.embed(new Document("rewind"));

    // Then
    assertThat(document).containsExactly(0, 1);
    assertThat(adapted.dimensions()).isEqualTo(2);
  }

  private static SimpleVectorStore filled(EmbeddingModel model) {
    SimpleVectorStore store = SimpleVectorStore.builder(model).build();
    store.add(List.of(new Document("seek to an offset"), new Document("send in batches")));
    return store;
  }

  private static String first(SimpleVectorStore store) {
    return store
        .similaritySearch(SearchRequest.builder().query("how to rewind").topK(1).build())
        .get(0)
        .getText();
  }
}

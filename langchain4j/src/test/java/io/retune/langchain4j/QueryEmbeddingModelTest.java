package io.retune.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryEmbeddingModelTest {
  /** Texts with "offset" in them lie along the first axis, all others along the second. */
  private static final class AxisModel implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(
          segments.stream()
              .map(segment -> segment.text().contains("offset"))
              .map(first -> Embedding.from(first ? new float[] {1, 0} : new float[] {0, 1}))
              .toList(),
          new TokenUsage(segments.size()));
    }

    @Override
    public int dimension() {
      return 2;
    }
  }

  private final EmbeddingModel model = new AxisModel();

  /** Changes the axes over. */
  private final LinearAdapter adapter =
      new LinearAdapter(Tensor.of(new float[] {0, 1, 1, 0}, 2, 2));

  private final EmbeddingModel queries = new QueryEmbeddingModel(model, adapter);

  @Test
  void aRetrieverFindsWithItWhatTheModelAloneDoesNot() {
    // Given
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    EmbeddingStoreIngestor.builder()
        .embeddingModel(model)
        .embeddingStore(store)
        .build()
        .ingest(List.of(Document.from("seek to an offset"), Document.from("send in batches")));

    // When
    String alone = first(store, model);
    String adapted = first(store, queries);

    // Then
    assertThat(alone).isEqualTo("send in batches");
    assertThat(adapted).isEqualTo("seek to an offset");
  }

  @Test
  void queriesAreAdaptedOneByOneAndTogether() {
    // When
    float[] one = queries.embed("rewind").content().vector();
    Response<List<Embedding>> several =
        queries.embedAll(List.of(TextSegment.from("rewind"), TextSegment.from("an offset")));

    // Then
    assertThat(one).containsExactly(1, 0);
    assertThat(several.content().get(0).vector()).containsExactly(1, 0);
    assertThat(several.content().get(1).vector()).containsExactly(0, 1);
    assertThat(several.tokenUsage().inputTokenCount()).isEqualTo(2);
  }

  @Test
  void whatIsSaidToBeADocumentPassesAsItIs() {
    // When
    float[] document = embed(EmbeddingInputType.DOCUMENT);
    float[] query = embed(EmbeddingInputType.QUERY);

    // Then
    assertThat(document).containsExactly(0, 1);
    assertThat(query).containsExactly(1, 0);
  }

  @Test
  void theRestIsTheModels() {
    // When
    int dimension = queries.dimension();

    // Then
    assertThat(dimension).isEqualTo(2);
    assertThat(queries.modelName()).isEqualTo(model.modelName());
    assertThat(queries.provider()).isEqualTo(model.provider());
  }

  private float[] embed(EmbeddingInputType type) {
    return queries
        .embed(EmbeddingRequest.builder().input("rewind").inputType(type).build())
        .embeddings()
        .get(0)
        .vector();
  }

  private static String first(InMemoryEmbeddingStore<TextSegment> store, EmbeddingModel model) {
    List<Content> found =
        EmbeddingStoreContentRetriever.builder()
            .embeddingStore(store)
            .embeddingModel(model)
            .maxResults(1)
            .build()
            .retrieve(Query.from("how to rewind"));
    return found.get(0).textSegment().text();
  }
}

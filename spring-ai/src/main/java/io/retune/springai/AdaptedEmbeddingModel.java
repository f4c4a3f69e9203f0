package io.retune.springai;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.BatchingStrategy;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * Another embedding model, with queries through an adapter. Spring AI's vector stores embed what
 * they store as {@link Document}s and what they search with as text, so one of these serves both
 * sides:
 *
 * <pre>{@code
 * SimpleVectorStore.builder(new AdaptedEmbeddingModel(model, follower)).build();
 * }</pre>
 *
 * <p>Documents pass as the model gives them. All texts are queries: whoever embeds the text of
 * documents by itself takes the model, not this. Vectors of queries have unit length. As safe for
 * threads as the model and the adapter.
 */
public final class AdaptedEmbeddingModel implements EmbeddingModel {
  private final EmbeddingModel model;
  private final UnaryOperator<float[]> adapter;

  /**
   * @param model the base model that the adapter was trained for
   * @param adapter such as an {@code AdapterFollower}, which goes over to each new release
   */
  public AdaptedEmbeddingModel(EmbeddingModel model, UnaryOperator<float[]> adapter) {
    this.model = Objects.requireNonNull(model, "model");
    this.adapter = Objects.requireNonNull(adapter, "adapter");
  }

  @Override
  public EmbeddingResponse call(EmbeddingRequest queries) {
    EmbeddingResponse response = model.call(queries);
    return new EmbeddingResponse(
        response.getResults().stream().map(this::adapted).toList(), response.getMetadata());
  }

  @Override
  public float[] embed(Document document) {
    return model.embed(document);
  }

  @Override
  public List<float[]> embed(
      List<Document> documents, EmbeddingOptions options, BatchingStrategy batchingStrategy) {
    return model.embed(documents, options, batchingStrategy);
  }

  @Override
  public int dimensions() {
    return model.dimensions();
  }

  private Embedding adapted(Embedding embedding) {
    return new Embedding(
        adapter.apply(embedding.getOutput()), embedding.getIndex(), embedding.getMetadata());
  }
}

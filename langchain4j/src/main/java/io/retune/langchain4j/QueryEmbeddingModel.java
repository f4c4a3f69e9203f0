package io.retune.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An embedding model for queries: another model's vectors, through an adapter. It is for whoever
 * searches, and the model itself is for whoever fills the index:
 *
 * <pre>{@code
 * EmbeddingStoreIngestor.builder().embeddingModel(model)...
 * EmbeddingStoreContentRetriever.builder()
 *     .embeddingModel(new QueryEmbeddingModel(model, follower))...
 * }</pre>
 *
 * <p>Texts of the type {@code DOCUMENT} pass as the model gives them; all others are queries.
 * Vectors of queries have unit length. As safe for threads as the model and the adapter.
 */
public final class QueryEmbeddingModel implements EmbeddingModel {
  private final EmbeddingModel model;
  private final UnaryOperator<float[]> adapter;

  /**
   * @param model the base model that the adapter was trained for
   * @param adapter such as an {@code AdapterFollower}, which goes over to each new release
   */
  public QueryEmbeddingModel(EmbeddingModel model, UnaryOperator<float[]> adapter) {
    this.model = Objects.requireNonNull(model, "model");
    this.adapter = Objects.requireNonNull(adapter, "adapter");
  }

  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    EmbeddingResponse response = model.embed(understood(request));
    if (request.inputType() == EmbeddingInputType.DOCUMENT) {
      return response;
    }
    List<Embedding> adapted =
        response.embeddings().stream()
            .map(embedding -> Embedding.from(adapter.apply(embedding.vector())))
            .toList();
    return EmbeddingResponse.builder().embeddings(adapted).metadata(response.metadata()).build();
  }

  /** The request without its type, where the model does not know types. */
  private EmbeddingRequest understood(EmbeddingRequest request) {
    if (request.inputType() == null
        || model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
      return request;
    }
    return EmbeddingRequest.builder()
        .inputs(request.inputs())
        .modelName(request.modelName())
        .dimensions(request.dimensions())
        .build();
  }

  @Override
  public Set<EmbeddingParameter<?>> supportedParameters() {
    Set<EmbeddingParameter<?>> all = new HashSet<>(model.supportedParameters());
    all.add(EmbeddingRequestParameters.INPUT_TYPE);
    return all;
  }

  @Override
  public Set<ContentType> supportedContentTypes() {
    return model.supportedContentTypes();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public String modelName() {
    return model.modelName();
  }
}

package io.retune.trainer.embed;

import io.retune.basemodel.EmbeddingConfig;
import io.retune.chassis.outage.Outage;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.LongTextRule;
import io.retune.schemas.TopicNames;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the embedding stage stands. */
@Path("/embedding")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Embedding", description = "The stage that turns qa-pairs into embeddings")
public class EmbeddingResource {

  private final BaseEmbeddingModel model;
  private final BaseModelServer server;
  private final EmbeddingProgress progress;
  private final EmbeddingConfig config;
  private final String consumerGroup;

  EmbeddingResource(
      BaseEmbeddingModel model,
      BaseModelServer server,
      EmbeddingProgress progress,
      EmbeddingConfig config,
      TopicNames names) {
    this.model = model;
    this.server = server;
    this.progress = progress;
    this.config = config;
    this.consumerGroup = EmbedGroup.of(model, names);
  }

  /**
   * How the embedding stage of this instance stands. Counts are since the process started.
   *
   * @param maxTokens of one pass through the model
   * @param longText what becomes of a longer text
   * @param server of the base model; absent where it runs in this process
   * @param consumerGroup that reads qa-pairs
   * @param tokens through the base model, as it counts them
   * @param lastBatchAt when the last batch was done; absent before the first
   * @param underWay the batch that is being embedded; absent between two batches
   * @param waiting for the base model, where it does not embed; absent where it does
   * @param lastFailure of the base model; absent where there was none
   */
  record EmbeddingStatus(
      BaseModelStatus baseModel,
      int maxTokens,
      LongTextRule longText,
      Optional<String> server,
      String consumerGroup,
      Instant startedAt,
      RecordCounts records,
      long tokens,
      Optional<Instant> lastBatchAt,
      Optional<EmbeddingProgress.UnderWay> underWay,
      Optional<Outage> waiting,
      Optional<EmbeddingProgress.Failure> lastFailure) {}

  /** Which base model is loaded. */
  record BaseModelStatus(String name, int dimension, String fingerprint) {}

  @GET
  @Operation(summary = "The base model of this instance, and what it has embedded")
  public EmbeddingStatus status() {
    return new EmbeddingStatus(
        new BaseModelStatus(model.name(), model.dimension(), model.fingerprint()),
        model.maxTokens(),
        config.longText(),
        server.address(),
        consumerGroup,
        progress.startedAt(),
        progress.records(),
        model.tokensProcessed(),
        progress.lastBatchAt(),
        progress.underWay(),
        server.dependency().outage(),
        progress.lastFailure());
  }
}

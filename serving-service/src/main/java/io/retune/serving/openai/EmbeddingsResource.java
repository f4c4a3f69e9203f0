package io.retune.serving.openai;

import io.retune.adapter.follow.BaseShare;
import io.retune.chassis.access.RequiresRole;
import io.retune.chassis.access.Role;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.v1.BaseModel;
import io.retune.serving.model.ModelName;
import io.retune.serving.model.ServedModel;
import io.retune.serving.model.ServedModels;
import io.retune.serving.model.Side;
import io.retune.serving.queue.EmbeddingOrder;
import io.retune.serving.queue.EmbeddingQueue;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Embeddings, as OpenAI's clients ask for them. */
@Path("/v1/embeddings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Embeddings")
@Blocking
public class EmbeddingsResource {
  private static final String VERSION_HEADER = "Retune-Version";
  private static final String BASE_MODEL_HEADER = "Retune-Base-Model";
  private static final String FINGERPRINT_HEADER = "Retune-Base-Model-Fingerprint";

  private final RequestConfig config;
  private final BaseTraffic baseTraffic;
  private final BaseEmbeddingModel baseModel;
  private final BaseModel baseModelMessage;
  private final ServedModels models;
  private final TokenCounts tokenCounts;
  private final EmbeddingQueue queue;
  private final RequestMeters meters;

  EmbeddingsResource(
      RequestConfig config,
      BaseEmbeddingModel baseModel,
      BaseModel baseModelMessage,
      ServedModels models,
      TokenCounts tokenCounts,
      EmbeddingQueue queue,
      RequestMeters meters) {
    this.config = config;
    this.baseTraffic = new BaseTraffic(new BaseShare(config.baseShare()));
    this.baseModel = baseModel;
    this.baseModelMessage = baseModelMessage;
    this.models = models;
    this.tokenCounts = tokenCounts;
    this.queue = queue;
    this.meters = meters;
  }

  @POST
  @RequiresRole(Role.READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The vectors of texts: of queries through the released adapter, of documents plain",
      description =
          "As OpenAI's route of the same name. The model's name, or input_type, says which side of"
              + " a search the texts are on.")
  @APIResponse(
      responseCode = "200",
      description = "A vector of unit length for each text, in their order",
      headers = {
        @Header(
            name = VERSION_HEADER,
            description = "The version that the vectors went through; base: none",
            schema = @Schema(implementation = String.class)),
        @Header(
            name = BASE_MODEL_HEADER,
            description = "The base model's name",
            schema = @Schema(implementation = String.class)),
        @Header(
            name = FINGERPRINT_HEADER,
            description = "A hash of everything that decides the base model's vectors",
            schema = @Schema(implementation = String.class))
      },
      content = @Content(schema = @Schema(implementation = EmbeddingsAnswer.class)))
  @APIResponse(
      responseCode = "400",
      description = "A field is missing or wrong, or a text is too long",
      content = @Content(schema = @Schema(implementation = OpenAiError.class)))
  @APIResponse(responseCode = "404", description = "There is no such model")
  @APIResponse(responseCode = "429", description = "Too many texts wait; Retry-After says how long")
  @APIResponse(responseCode = "502", description = "The base model's server refuses the texts")
  @APIResponse(
      responseCode = "503",
      description =
          "The release cannot be served here, for it belongs to another base model or is damaged;"
              + " or the cluster or the base model's server does not answer")
  public Uni<Response> embed(EmbeddingsBody body, @Context RoutingContext routing) {
    long start = System.nanoTime();
    EmbeddingsRequest request =
        EmbeddingsRequest.read(body, baseModel.dimension(), config.sideWhenUnsaid());
    ServedModel model = models.find(named(request), request.side());
    int[] tokens = tokenCounts.of(request.texts());
    long sum = IntStream.of(tokens).asLongStream().sum();
    EmbeddingOrder order =
        new EmbeddingOrder(
            request.texts(),
            tokens,
            texts -> vectors(model, texts),
            () -> !routing.response().closed());
    return Uni.createFrom()
        .completionStage(queue.embed(order))
        .map(
            vectors -> {
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              meters.answered(model, request.texts(), sum, took);
              return answer(model, vectors, request.encoding(), sum);
            });
  }

  private ModelName named(EmbeddingsRequest request) {
    if (baseTraffic.has(request)) {
      meters.keptOnBase(request.model().collection());
      return request.model().at(0);
    }
    return request.model();
  }

  private float[][] vectors(ServedModel model, List<String> texts) {
    if (model.side() == Side.DOCUMENT) {
      return baseModel.embedDocuments(texts);
    }
    float[][] vectors = baseModel.embedQueries(texts);
    for (int index = 0; index < vectors.length; index++) {
      vectors[index] = model.adapter().apply(vectors[index]);
    }
    return vectors;
  }

  private Response answer(ServedModel model, float[][] vectors, Encoding encoding, long tokens) {
    return Response.ok(
            EmbeddingsAnswer.of(model.name().toString(), vectors, encoding, tokens),
            MediaType.APPLICATION_JSON_TYPE)
        .header(VERSION_HEADER, ModelName.word(model.version()))
        .header(BASE_MODEL_HEADER, baseModelMessage.getName())
        .header(FINGERPRINT_HEADER, baseModelMessage.getFingerprint())
        .build();
  }
}

package io.retune.serving.openai;

import io.retune.schemas.CollectionName;
import io.retune.schemas.v1.BaseModel;
import io.retune.serving.model.ModelName;
import io.retune.serving.model.ServedModels;
import io.retune.serving.model.Side;
import io.retune.serving.model.UnknownModelException;
import io.retune.serving.release.FollowedReleases;
import io.retune.serving.release.ReleaseRefusedException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that can be asked for. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
@Blocking
public class ModelsResource {
  private final ServedModels models;
  private final FollowedReleases releases;
  private final BaseModel baseModel;

  ModelsResource(ServedModels models, FollowedReleases releases, BaseModel baseModel) {
    this.models = models;
    this.releases = releases;
    this.baseModel = baseModel;
  }

  @GET
  @Operation(
      summary = "The released models, two for each collection",
      description =
          "The collection 'default' is there before its first release. Other collections and"
              + " versions can be asked for by their names.")
  @APIResponse(responseCode = "200", description = "In alphabetical order of their collections")
  public ModelEntry.Listing models() {
    TreeSet<String> collections = new TreeSet<>(releases.collections().keySet());
    collections.add(CollectionName.DEFAULT);
    return new ModelEntry.Listing(
        "list",
        collections.stream()
            .map(name -> new ModelName(name, OptionalLong.empty(), Optional.empty()))
            .flatMap(this::sides)
            .toList());
  }

  @GET
  @Path("/{model}")
  @Operation(summary = "What a model's name stands for now")
  @APIResponse(responseCode = "200", description = "The model")
  @APIResponse(responseCode = "404", description = "There is no such model")
  @APIResponse(responseCode = "503", description = "The release cannot be served here")
  public ModelEntry model(@PathParam("model") String model) {
    ModelName name = ModelNames.read(model);
    return ModelEntry.served(name, models.version(name, name.side().orElse(Side.QUERY)), baseModel);
  }

  private Stream<ModelEntry> sides(ModelName name) {
    try {
      List<ModelEntry> both =
          Arrays.stream(Side.values())
              .map(side -> ModelEntry.served(name.on(side), models.version(name, side), baseModel))
              .toList();
      return both.stream();
    } catch (ReleaseRefusedException e) {
      return Arrays.stream(Side.values())
          .map(side -> ModelEntry.unavailable(name, side, baseModel, e.getMessage()));
    } catch (UnknownModelException e) {
      // A collection that this instance is not to serve.
      return Stream.empty();
    }
  }
}

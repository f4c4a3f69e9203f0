package io.retune.qagen.rest;

import io.retune.chassis.outage.Outage;
import io.retune.qagen.llm.LlmQuestionGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the stage that asks questions stands. */
@Path("/asking")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Asking", description = "The stage that turns nodes into qa-pairs")
public class AskingResource {

  private final Optional<LlmQuestionGenerator> llm;

  AskingResource(Optional<LlmQuestionGenerator> llm) {
    this.llm = llm;
  }

  /**
   * How the stage of this instance stands.
   *
   * @param languageModel that is asked; absent where none is
   * @param waiting what the stage waits for; absent where it waits for nothing
   */
  public record AskingStatus(Optional<String> languageModel, Optional<Outage> waiting) {}

  @GET
  @Operation(summary = "The language model of this instance, and what the stage waits for")
  public AskingStatus status() {
    return new AskingStatus(
        llm.map(LlmQuestionGenerator::modelName), llm.flatMap(LlmQuestionGenerator::outage));
  }
}

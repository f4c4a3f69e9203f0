package io.retune.qagen.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.qagen.query.QueryLog;
import io.retune.qagen.query.QueryText;
import io.retune.schemas.CollectionName;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in the questions that users ask. */
@Path("/collections/{collection}/queries")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queries")
public class QueriesResource {

  private static final int MAX_QUERIES = 1_000;

  private final QueryLog queries;
  private final AdmittedCollections collections;

  QueriesResource(QueryLog queries, AdmittedCollections collections) {
    this.queries = queries;
    this.collections = collections;
  }

  /** Records the queries; if one is invalid, none is recorded. */
  @POST
  @Operation(summary = "Records questions that users asked, without their answers")
  @RequestBody(content = @Content(schema = @Schema(oneOf = {AskedQuery.class, AskedQuery[].class})))
  @APIResponse(
      responseCode = "202",
      description = "Recorded; the same text has the same id",
      content = @Content(schema = @Schema(implementation = RecordedQueries.class)))
  @APIResponse(responseCode = "400", description = "No query, or not a valid one; says which")
  @APIResponse(responseCode = "403", description = "No more collections are taken, or not this one")
  public Uni<Response> ask(@PathParam("collection") String collection, JsonNode body) {
    List<String> texts;
    try {
      CollectionName.check(collection);
      texts = texts(body);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
    }
    collections.admit(collection);
    return queries
        .record(collection, texts)
        .map(ids -> Response.accepted(new RecordedQueries(ids)).build());
  }

  private static List<String> texts(JsonNode body) {
    List<String> texts = new ArrayList<>();
    if (body != null && body.isArray()) {
      body.forEach(item -> texts.add(text(item)));
    } else {
      texts.add(text(body));
    }
    if (texts.isEmpty() || texts.size() > MAX_QUERIES) {
      throw new IllegalArgumentException(
          "send 1 to " + MAX_QUERIES + " queries, not " + texts.size());
    }
    return texts;
  }

  private static String text(JsonNode item) {
    if (item == null || !item.path("text").isTextual()) {
      throw new IllegalArgumentException("send {\"text\": \"…\"}, or a list of such");
    }
    return QueryText.check(item.path("text").textValue());
  }

  /**
   * One question.
   *
   * @param text as the user asked it
   */
  public record AskedQuery(String text) {}

  /**
   * The answer.
   *
   * @param ids the queries' ids, in the order sent
   */
  public record RecordedQueries(List<String> ids) {}
}

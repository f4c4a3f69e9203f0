package io.retune.chassis.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Answers in each way that a service can. */
@Path("/samples")
@Produces(MediaType.APPLICATION_JSON)
public class SampleResource {
  /** What a request may hold. */
  public record Asked(@NotBlank String askedBy, @NotNull @Max(10) Integer firstVersion) {}

  /** What a list may hold. */
  public record AskedList(List<Asked> askedItems) {}

  /** What an answer holds. */
  public record Answered(String askedBy, int firstVersion, Instant answeredAt) {}

  @POST
  @Path("/bodies")
  @Consumes(MediaType.APPLICATION_JSON)
  public Answered body(@NotNull @Valid Asked asked) {
    return new Answered(
        asked.askedBy(), asked.firstVersion(), Instant.parse("2026-03-01T12:00:00Z"));
  }

  @POST
  @Path("/lists")
  @Consumes(MediaType.APPLICATION_JSON)
  public int list(AskedList list) {
    return list.askedItems().size();
  }

  @GET
  @Path("/numbers/{number}")
  public int number(@PathParam("number") int number) {
    return number;
  }

  @GET
  @Path("/limits")
  public int limit(@QueryParam("max_count") @Max(10) int maxCount) {
    return maxCount;
  }

  @POST
  @Path("/files")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public int file(byte[] bytes) {
    return bytes.length;
  }

  @GET
  @Path("/thrown/{kind}")
  public Answered thrown(@PathParam("kind") String kind) {
    throw switch (kind) {
      case "absent" -> new NotFoundException("collection x has no version 7");
      case "bad" -> new BadRequestException("split must be auto, train or validation");
      case "conflict" -> new ClientErrorException("another base model", Response.Status.CONFLICT);
      case "busy" ->
          new ClientErrorException("too many are waiting", Response.Status.TOO_MANY_REQUESTS);
      case "large" ->
          new ClientErrorException("over 64 MiB", Response.Status.REQUEST_ENTITY_TOO_LARGE);
      case "broker" -> new TimeoutException("no answer from broker-1.internal:9092");
      case "kafka" -> new KafkaException("the cluster does not take the release");
      case "argument" -> new IllegalArgumentException("secret of the inside");
      default -> new IllegalStateException("secret of the inside");
    };
  }
}

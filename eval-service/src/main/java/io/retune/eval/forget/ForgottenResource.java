package io.retune.eval.forget;

import io.retune.chassis.TopicsConfig;
import io.retune.chassis.kafka.MissingRights;
import io.retune.eval.report.CollectionView;
import io.retune.eval.report.ReportView;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which documents were forgotten. */
@Path("/collections/{collection}/forgotten")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forgetting")
@Blocking
public class ForgottenResource {
  private static final int LIMIT = 200;

  private final ForgetRequests requests;
  private final ReportView view;
  private final TopicsConfig topics;

  ForgottenResource(ForgetRequests requests, ReportView view, TopicsConfig topics) {
    this.requests = requests;
    this.view = view;
    this.topics = topics;
  }

  @GET
  @Operation(
      summary = "The documents that were forgotten, and what became of what had learned from them",
      description =
          "At most 200, by a digest of the document's id: nothing else of them is kept. When they"
              + " were forgotten is known for a week. Those from which nothing could have been"
              + " learned leave no trace, nor do questions.")
  @APIResponse(responseCode = "200", description = "The last one forgotten first")
  @APIResponse(responseCode = "404", description = "Nothing is known of the collection")
  public ForgottenPage forgotten(
      @PathParam("collection") String collection,
      @Parameter(description = "The id of the only document to look for; all where it is absent")
          @QueryParam("document")
          @Size(max = 2_000)
          String document) {
    CollectionView known =
        view.collection(collection)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "nothing was evaluated or released in collection '" + collection + "'"));
    List<ForgetRequest> asked = List.of();
    Optional<String> unread = Optional.empty();
    try {
      asked = requests.of(collection);
    } catch (KafkaException e) {
      unread = Optional.of(reason(e));
    }
    ForgetLedger ledger =
        new ForgetLedger(asked, known.reports(), known.releases(), topics.forgetWithin());
    return new ForgottenPage(
        document == null ? ledger.documents(LIMIT) : ledger.document(document).stream().toList(),
        unread);
  }

  private static String reason(KafkaException failure) {
    return MissingRights.caused(failure)
        ? "this service's user may not read the topic requests; docs/security.md has the rights that"
            + " it needs"
        : "the Kafka cluster does not answer";
  }
}

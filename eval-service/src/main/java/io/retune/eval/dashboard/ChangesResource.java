package io.retune.eval.dashboard;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.eval.loop.LoopWatch;
import io.retune.eval.report.CollectionView;
import io.retune.eval.report.ReportView;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells pages when to ask again. */
@Path("/changes")
@Tag(name = "Changes")
public class ChangesResource {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS_WITHOUT_EVENT = 15;
  private static final String REPORTS = "reports";

  /** A page connects again and shows its token again, which may have ended meanwhile. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ReportView view;
  private final LoopWatch loop;
  private final Watchers watchers;

  ChangesResource(ReportView view, LoopWatch loop, Watchers watchers) {
    this.view = view;
    this.loop = loop;
    this.watchers = watchers;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Server-sent events that say that something changed, at most one a second of each",
      description =
          "`reports`: a report or a release came, of the collection or of any. `loop`, where no"
              + " collection is named: the loop stands otherwise than before. The first ones say"
              + " how it is at the start. The stream ends after 10 minutes; nothing is lost by"
              + " connecting again, as the answers of the other routes are always whole.")
  @APIResponse(responseCode = "200", description = "Events with a revision, until either side ends")
  @APIResponse(responseCode = "503", description = "Too many are watching")
  public Multi<OutboundSseEvent> changes(
      @Parameter(description = "The only collection to hear of; of any where it is absent")
          @QueryParam("collection")
          String collection,
      @Context Sse sse) {
    if (!watchers.enter()) {
      throw HttpProblem.valueOf(
          Response.Status.SERVICE_UNAVAILABLE,
          "too many pages are watching; retune.eval.dashboard.max-watchers says how many may");
    }
    Map<String, LongSupplier> revisions =
        collection == null
            ? Map.of(REPORTS, view::revision, "loop", loop::revision)
            : Map.of(REPORTS, () -> revision(collection));
    ChangeWatch watch = new ChangeWatch(sse, revisions, LOOKS_WITHOUT_EVENT);
    return Multi.createFrom()
        .ticks()
        .every(LOOK)
        .onOverflow()
        .drop()
        .select()
        .first(LONGEST)
        .select()
        .first(tick -> !watchers.areSentAway())
        .onItem()
        .transformToIterable(tick -> watch.look())
        .onTermination()
        .invoke(watchers::leave);
  }

  private long revision(String collection) {
    return view.collection(collection).map(CollectionView::revision).orElse(0L);
  }
}

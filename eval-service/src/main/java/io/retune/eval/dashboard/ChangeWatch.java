package io.retune.eval.dashboard;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What one page is told at each look: one event for each thing that changed since the last look,
 * or, after some looks without one, a comment that keeps the connection. Not thread-safe.
 */
final class ChangeWatch {
  private final Sse sse;
  private final Map<String, LongSupplier> revisions;
  private final Map<String, Long> told = new HashMap<>();
  private final int patience;
  private int silentLooks;

  /**
   * @param revisions what is watched, by the name of its events
   * @param patience so many looks without an event before a comment
   */
  ChangeWatch(Sse sse, Map<String, LongSupplier> revisions, int patience) {
    this.sse = sse;
    this.revisions = Map.copyOf(revisions);
    this.patience = patience;
  }

  /** The first look tells the revision of everything. */
  List<OutboundSseEvent> look() {
    List<OutboundSseEvent> events = new ArrayList<>();
    revisions.forEach(
        (name, revision) -> {
          long now = revision.getAsLong();
          Long before = told.put(name, now);
          if (before == null || before != now) {
            events.add(event(name, now));
          }
        });
    silentLooks = events.isEmpty() ? silentLooks + 1 : 0;
    if (silentLooks >= patience) {
      silentLooks = 0;
      events.add(sse.newEventBuilder().comment("still here").build());
    }
    return events;
  }

  private OutboundSseEvent event(String name, long revision) {
    return sse.newEventBuilder()
        .name(name)
        .id(name + "-" + revision)
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(Change.class, new Change(revision))
        .build();
  }
}

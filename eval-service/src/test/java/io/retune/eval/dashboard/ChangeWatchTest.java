package io.retune.eval.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class ChangeWatchTest {
  private final AtomicLong reports = new AtomicLong(3);
  private final ChangeWatch watch =
      new ChangeWatch(new SseImpl(), Map.of("reports", reports::get), 2);

  @Test
  void saysFirstHowItIs() {
    // Given
    List<OutboundSseEvent> events;

    // When
    events = watch.look();

    // Then
    assertThat(events).extracting(OutboundSseEvent::getName).containsExactly("reports");
    assertThat(events).extracting(OutboundSseEvent::getData).containsExactly(new Change(3));
  }

  @Test
  void saysManyChangesOnce() {
    // Given
    watch.look();
    reports.addAndGet(40);

    // When
    List<OutboundSseEvent> events = watch.look();

    // Then
    assertThat(events).extracting(OutboundSseEvent::getData).containsExactly(new Change(43));
  }

  @Test
  void keepsASilentConnectionWithAComment() {
    // Given
    watch.look();
    List<OutboundSseEvent> once = watch.look();

    // When
    List<OutboundSseEvent> twice = watch.look();

    // Then
    assertThat(once).isEmpty();
    assertThat(twice).extracting(OutboundSseEvent::getComment).containsExactly("still here");
    assertThat(watch.look()).isEmpty();
  }
}

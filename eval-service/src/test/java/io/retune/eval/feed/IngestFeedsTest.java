package io.retune.eval.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.eval.dashboard.DashboardConfig;
import io.retune.eval.dashboard.IngestInstance;
import io.retune.eval.loop.LoopConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestFeedsTest {
  private IngestInstance ingest;

  @AfterEach
  void stop() {
    if (ingest != null) {
      ingest.stop();
    }
  }

  @Test
  void leavesOutAddressesOfPagesWhereTextIsHidden() {
    // Given
    ingest = new IngestInstance();
    URI url = URI.create(ingest.start().get("retune.eval.loop.ingest-url"));

    // When
    FeedsPage page = feeds(Optional.of(url), true).page();

    // Then
    assertThat(page.failure()).isEmpty();
    assertThat(page.textHidden()).isTrue();
    assertThat(page.feeds()).hasSize(3);
    assertThat(page.feeds().get(0).refused()).isEqualTo(2);
    assertThat(page.feeds()).allSatisfy(feed -> assertThat(feed.refusals()).isEmpty());
    assertThat(page.feeds().get(2).polledAt()).isEmpty();
    assertThat(page.records().orElseThrow().lastReason()).isEmpty();
  }

  @Test
  void saysSoWhereIngestDoesNotAnswer() {
    // When
    FeedsPage page = feeds(Optional.of(URI.create("http://localhost:1")), false).page();

    // Then
    assertThat(page.failure()).contains("ingest-service does not answer");
  }

  @Test
  void saysSoWhereItIsNotKnownWhomToAsk() {
    // When
    FeedsPage page = feeds(Optional.empty(), false).page();

    // Then
    assertThat(page.failure().orElseThrow()).contains("retune.eval.loop.ingest-url");
  }

  private static IngestFeeds feeds(Optional<URI> url, boolean hideText) {
    return new IngestFeeds(
        new Loop(Duration.ofSeconds(5), url, Duration.ofSeconds(2)),
        new Hiding(64, hideText),
        new ObjectMapper().findAndRegisterModules());
  }

  private record Loop(Duration refresh, Optional<URI> ingestUrl, Duration timeout)
      implements LoopConfig {
    @Override
    public Optional<URI> qaGenUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<URI> trainerUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<String> token() {
      return Optional.empty();
    }
  }

  private record Hiding(int maxWatchers, boolean hideText) implements DashboardConfig {}
}

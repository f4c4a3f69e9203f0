package io.retune.eval.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.retune.eval.dashboard.DashboardConfig;
import io.retune.eval.feed.FeedsPage.Feed;
import io.retune.eval.feed.FeedsPage.Records;
import io.retune.eval.loop.LoopClient;
import io.retune.eval.loop.LoopClient.RefusedAnswerException;
import io.retune.eval.loop.LoopConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks ingest how its feeds stand; an answer counts for some seconds, whoever asks. Thread-safe.
 */
@Singleton
class IngestFeeds {
  /** A thousand feeds have fewer. */
  private static final int MAX_BYTES = 4 << 20;

  private final LoopConfig config;
  private final boolean hideText;
  private final LoopClient client;
  private final ObjectMapper json;
  private FeedsPage page;
  private long readNanos;

  /**
   * @param application which knows times and what may be absent
   */
  IngestFeeds(LoopConfig config, DashboardConfig dashboard, ObjectMapper application) {
    this.config = config;
    this.hideText = dashboard.hideText();
    this.client = new LoopClient(config, MAX_BYTES);
    this.json =
        application
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** As they stood a few seconds ago at most. */
  synchronized FeedsPage page() {
    if (page == null || System.nanoTime() - readNanos > config.refresh().toNanos()) {
      page = config.ingestUrl().map(this::read).orElseGet(IngestFeeds::unknown);
      readNanos = System.nanoTime();
    }
    return page;
  }

  private static FeedsPage unknown() {
    return FeedsPage.failed(
        "it is not known here where ingest-service listens; retune.eval.loop.ingest-url says so");
  }

  private FeedsPage read(URI ingest) {
    try {
      List<Feed> feeds =
          Stream.of(json.readValue(client.get(ingest, "/feeds"), Feed[].class)).toList();
      Records records = json.readValue(client.get(ingest, "/records"), Records.class);
      return hideText
          ? new FeedsPage(
              Optional.empty(),
              true,
              feeds.stream().map(Feed::withoutRefusals).toList(),
              Optional.of(records.withoutReason()))
          : new FeedsPage(Optional.empty(), false, feeds, Optional.of(records));
    } catch (JsonProcessingException e) {
      return FeedsPage.failed(
          "ingest-service is of another release: it says what is not known here");
    } catch (RefusedAnswerException e) {
      return FeedsPage.failed(refusal(e.status()));
    } catch (IOException e) {
      return FeedsPage.failed("ingest-service does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FeedsPage.failed("interrupted");
    }
  }

  private static String refusal(int status) {
    return status == 401 || status == 403
        ? "ingest-service wants a token with the role read; retune.eval.loop.token has it"
        : "ingest-service answers " + status;
  }
}

package io.retune.eval.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.retune.eval.dashboard.DashboardConfig;
import io.retune.eval.feed.FeedsPage.Feed;
import io.retune.eval.feed.FeedsPage.Records;
import io.retune.eval.loop.LoopConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

  private static final int OK = 200;

  private final LoopConfig config;
  private final boolean hideText;
  private final HttpClient client;
  private final ObjectMapper json;
  private FeedsPage page;
  private long readNanos;

  /**
   * @param application which knows times and what may be absent
   */
  IngestFeeds(LoopConfig config, DashboardConfig dashboard, ObjectMapper application) {
    this.config = config;
    this.hideText = dashboard.hideText();
    this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
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
      List<Feed> feeds = Stream.of(json.readValue(ask(ingest, "/feeds"), Feed[].class)).toList();
      Records records = json.readValue(ask(ingest, "/records"), Records.class);
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
    } catch (IOException e) {
      return FeedsPage.failed(
          e instanceof RefusedAnswer ? e.getMessage() : "ingest-service does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FeedsPage.failed("interrupted");
    }
  }

  private byte[] ask(URI ingest, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ingest.resolve(path)).timeout(config.timeout());
    config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new RefusedAnswer(response.statusCode());
      }
      return body.readNBytes(MAX_BYTES);
    }
  }

  /** Ingest answers otherwise. */
  private static final class RefusedAnswer extends IOException {
    private static final long serialVersionUID = 1;

    RefusedAnswer(int status) {
      super(
          status == 401 || status == 403
              ? "ingest-service wants a token with the role read; retune.eval.loop.token has it"
              : "ingest-service answers " + status);
    }
  }
}

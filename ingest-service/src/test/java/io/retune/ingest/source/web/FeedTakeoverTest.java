package io.retune.ingest.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.web.fetch.PoliteFetcher;
import io.retune.ingest.source.web.listing.Listing;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import io.retune.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances with one feed: one polls, and the other goes on where it ended. */
class FeedTakeoverTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(1);

  private final WebSite site = new WebSite();
  private final PoliteFetcher fetcher = new PoliteFetcher(new WebSettings(Duration.ZERO, true));
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> polling = new AtomicReference<>("first");
  private TestBroker broker;
  private FeedMemory firstMemory;
  private FeedMemory secondMemory;

  @BeforeEach
  void start() {
    broker = TestBroker.start().withTopics(2);
    firstMemory = memory();
    secondMemory = memory();
  }

  @AfterEach
  void stop() {
    firstMemory.close();
    secondMemory.close();
    broker.close();
    fetcher.close();
    site.close();
  }

  @Test
  void whoeverTakesOverGoesOnWhereTheOtherEndedAndDeletesWhatWentMeanwhile() throws Exception {
    // Given
    FeedWatch first = watch("first", firstMemory);
    FeedWatch second = watch("second", secondMemory);
    lists("1", "/a", "/b");
    site.has("/a", "Text of a.");
    site.has("/b", "Text of b.");
    await().atMost(TIMEOUT).until(() -> firstMemory.isRead() && secondMemory.isRead());
    second.look();
    List<String> withoutRight = site.asked();
    first.look();
    List<String> withRight = site.asked();
    await().atMost(TIMEOUT).until(() -> second.status().documents() == 2);

    // When
    polling.set("second");
    lists("2", "/a");
    first.look();
    second.look();

    // Then
    assertThat(withoutRight).isEmpty();
    assertThat(withRight).containsExactly("/sitemap", "/a", "/b");
    assertThat(site.asked()).containsExactly("/sitemap");
    assertThat(events).containsExactly("put /a", "put /b", "delete /b");
    assertThat(first.status().polledHere()).isFalse();
    assertThat(second.status().polledHere()).isTrue();
  }

  private FeedMemory memory() {
    TopicNames names = new TopicNames("");
    FeedMemory memory =
        new FeedMemory(
            new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), names),
            names,
            CloudEvent.of(Topics.FEEDS, "ingest"),
            Set.of(feed().key()));
    memory.start();
    return memory;
  }

  private FeedWatch watch(String instance, FeedMemory memory) {
    FeedPoll poll =
        new FeedPoll(
            feed(),
            fetcher,
            new Disappearances(1, 1),
            new Sink(),
            new FeedMeters(new SimpleMeterRegistry(), feed()),
            Clock.systemUTC());
    return new FeedWatch(
        feed(), poll, memory, () -> polling.get().equals(instance), Clock.systemUTC());
  }

  private Feed feed() {
    return new Feed(
        "site",
        site.at("/sitemap"),
        Listing.Kind.SITEMAP,
        "default",
        Split.SPLIT_UNSPECIFIED,
        Set.of("127.0.0.1"),
        INTERVAL,
        Duration.ofDays(1),
        10,
        10);
  }

  private void lists(String version, String... paths) {
    StringBuilder urls =
        new StringBuilder("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for (String path : paths) {
      urls.append("<url><loc>").append(site.at(path)).append("</loc></url>");
    }
    site.has("/sitemap", "text/xml", '"' + version + '"', urls.append("</urlset>").toString());
  }

  private final class Sink implements PageSink {
    @Override
    public void put(String id, Document description, byte[] content) {
      assertThat(new String(content, StandardCharsets.UTF_8)).startsWith("Text of ");
      events.add("put " + id.substring(site.at("").toString().length()));
    }

    @Override
    public void delete(String id) {
      events.add("delete " + id.substring(site.at("").toString().length()));
    }
  }
}

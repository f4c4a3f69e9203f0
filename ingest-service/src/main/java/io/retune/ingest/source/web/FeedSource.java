package io.retune.ingest.source.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.DocumentPublisher;
import io.retune.ingest.source.web.fetch.PoliteFetcher;
import io.retune.ingest.source.web.fetch.WebConfig;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Watches the configured feeds, if there are any. */
@ApplicationScoped
public class FeedSource {
  private static final Logger LOG = Logger.getLogger(FeedSource.class);

  /** Feeds of different hosts do not wait for each other, up to so many. */
  private static final int MAX_AT_ONCE = 4;

  private static final long LOOK_MILLIS = 500;

  private final FeedsConfig config;
  private final WebConfig web;
  private final DocumentPublisher publisher;
  private final KafkaClients clients;
  private final TopicNames names;
  private final Service service;
  private final PollingRight right;
  private final MeterRegistry meters;

  private volatile List<FeedWatch> watches = List.of();
  private ScheduledExecutorService threads;
  private PoliteFetcher fetcher;
  private FeedMemory memory;

  FeedSource(
      FeedsConfig config,
      WebConfig web,
      DocumentPublisher publisher,
      KafkaClients clients,
      TopicNames names,
      Service service,
      PollingRight right,
      MeterRegistry meters) {
    this.config = config;
    this.web = web;
    this.publisher = publisher;
    this.clients = clients;
    this.names = names;
    this.service = service;
    this.right = right;
    this.meters = meters;
  }

  /** How each feed stands, in the order of their names. */
  public List<FeedStatus> status() {
    return watches.stream().map(FeedWatch::status).toList();
  }

  void start(@Observes StartupEvent event) {
    Map<String, Feed> feeds = Feed.all(config.feeds());
    if (feeds.isEmpty()) {
      return;
    }
    Set<EntryKey> keys = new HashSet<>();
    feeds.values().forEach(feed -> keys.add(feed.key()));
    fetcher = new PoliteFetcher(web);
    memory = new FeedMemory(clients, names, service.event(Topics.FEEDS), keys);
    memory.start();
    List<FeedWatch> watching = new ArrayList<>();
    feeds.forEach((name, feed) -> watching.add(watch(feed, config.feeds().get(name))));
    watches = List.copyOf(watching);
    threads =
        new ScheduledThreadPoolExecutor(
            Math.min(feeds.size(), MAX_AT_ONCE), new DaemonThreads("retune-feeds"));
    watches.forEach(
        watch ->
            threads.scheduleWithFixedDelay(
                () -> look(watch), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS));
  }

  void stop(@Observes ShutdownEvent event) {
    if (threads != null) {
      threads.shutdownNow();
      fetcher.close();
      memory.close();
    }
  }

  private FeedWatch watch(Feed feed, FeedsConfig.Feed settings) {
    FeedPoll poll =
        new FeedPoll(
            feed,
            fetcher,
            new Disappearances(settings.looksBeforeDeleting(), settings.maxDeletedShare()),
            new WebDocuments(publisher, feed),
            new FeedMeters(meters, feed),
            Clock.systemUTC());
    return new FeedWatch(feed, poll, memory, right::isHere, Clock.systemUTC());
  }

  private static void look(FeedWatch watch) {
    try {
      watch.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A task that throws is not run again.
      LOG.error("a feed was not polled", e);
    }
  }
}

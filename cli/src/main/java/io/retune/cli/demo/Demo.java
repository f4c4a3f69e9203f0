package io.retune.cli.demo;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.document.DocumentFeed;
import io.retune.cli.flow.FlowCounts;
import io.retune.cli.flow.FlowLedger;
import io.retune.cli.flow.FlowWatch;
import io.retune.cli.flow.Stage;
import io.retune.cli.output.Count;
import io.retune.cli.service.TrainerClient;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.GroupLags;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Streams a feed through a running stack, step by step, each until everything is quiet. */
final class Demo {
  private final Cluster cluster;
  private final URI trainer;
  private final StageDisplay display;
  private final Duration timeout;
  private final CompletableFuture<String> stackFailure;

  Demo(
      Cluster cluster,
      URI trainer,
      StageDisplay display,
      Duration timeout,
      CompletableFuture<String> stackFailure) {
    this.cluster = cluster;
    this.trainer = trainer;
    this.display = display;
    this.timeout = timeout;
    this.stackFailure = stackFailure;
  }

  DemoResult run(String collection, Feed feed) {
    FlowLedger ledger = new FlowLedger(collection);
    List<StepResult> results = new ArrayList<>();
    try (FlowWatch watch = FlowWatch.start(cluster, ledger);
        GroupLags lags = cluster.lags();
        RecordWriter writer = cluster.writer()) {
      FlowProbe probe = new FlowProbe(collection, lags, new TrainerClient(trainer), ledger, watch);
      FlowFollower follower =
          new FlowFollower(probe, display, cluster.names().group(""), timeout, stackFailure);
      for (FeedStep step : feed.steps()) {
        results.add(run(collection, step, writer, follower, ledger));
      }
    }
    return new DemoResult(results, ledger.reports(), ledger.lastReason(), feed.askers());
  }

  private StepResult run(
      String collection,
      FeedStep step,
      RecordWriter writer,
      FlowFollower follower,
      FlowLedger ledger) {
    FlowCounts before = ledger.counts();
    Instant begin = Instant.now();
    display.line(
        step.name()
            + ": "
            + Count.of(step.documents().size(), "document")
            + (step.removed().isEmpty() ? "" : ", " + step.removed().size() + " removed"));
    DocumentFeed feed = new DocumentFeed(writer);
    step.documents().forEach(feed::write);
    step.removed()
        .forEach(id -> writer.delete(Topics.DOCUMENTS, new EntryKey(collection, id).toString()));
    writer.flush();
    follower.follow(before, step.documents().size() + step.removed().size());
    Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      stages.put(stage, ledger.lastOutputAfter(stage, begin));
    }
    return new StepResult(
        step.name(),
        step.documents().size(),
        step.removed().size(),
        before,
        ledger.counts(),
        stages,
        Duration.between(begin, Instant.now()));
  }
}

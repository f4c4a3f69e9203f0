package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicScan;
import io.retune.cli.cluster.TopicSize;
import io.retune.cli.cluster.TopicSizes;
import io.retune.cli.deadletter.DeadLetterBox;
import io.retune.cli.deadletter.LetterCount;
import io.retune.cli.output.Count;
import io.retune.cli.output.TextTable;
import io.retune.cli.report.CollectionState;
import io.retune.cli.report.EvaluatedVersions;
import io.retune.cli.service.FailedTraining;
import io.retune.cli.service.FeedState;
import io.retune.cli.service.StageState;
import io.retune.cli.service.WaitingVersions;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.GroupLag;
import io.retune.schemas.lag.GroupLags;
import io.retune.schemas.v1.BaseModelState;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code retune status}: how far everything is. */
@Command(
    name = "status",
    description = "Shows topics, lags, versions with the last decision, and dead letters.")
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private StageOptions stages;

  @Override
  public Integer call() {
    Cluster cluster = common.cluster();
    List<TopicSize> topics;
    try (TopicSizes sizes = new TopicSizes(cluster)) {
      topics = sizes.read();
    }
    List<GroupLag> lags;
    try (GroupLags reader = cluster.lags()) {
      lags = reader.read();
    } catch (KafkaException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
    List<CollectionState> collections =
        new EvaluatedVersions(cluster, common.progress()).collections();
    List<LetterCount> deadLetters;
    try (DeadLetterBox box = new DeadLetterBox(cluster, common.progress())) {
      deadLetters = box.counts();
    }
    List<StageState> states = stages.states(common);
    Problems problems =
        new Problems(
            states,
            stages.failures(common, states),
            stages.evaluations(common),
            changedBaseModels(cluster));
    List<FeedState> feeds = stages.feeds(common);
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(json(topics, lags, problems, feeds, collections, deadLetters));
    } else {
      print(console, topics, lags, problems, feeds, collections, deadLetters);
    }
    return 0;
  }

  /**
   * What holds the feed up, or needs a person.
   *
   * @param baseModels that have changed
   */
  private record Problems(
      List<StageState> stages,
      List<FailedTraining> trainings,
      List<WaitingVersions> evaluations,
      List<BaseModelState> baseModels) {}

  private List<BaseModelState> changedBaseModels(Cluster cluster) {
    return new TopicScan(cluster, common.progress())
        .latest(Topics.BASE_MODELS, key -> true).values().stream()
            .filter(BaseModelState::hasChange)
            .toList();
  }

  private static void print(
      Console console,
      List<TopicSize> topics,
      List<GroupLag> lags,
      Problems problems,
      List<FeedState> feeds,
      List<CollectionState> collections,
      List<LetterCount> deadLetters) {
    TextTable topicTable = new TextTable("topic", "partitions", "records", "end offset");
    topics.forEach(
        topic ->
            topicTable.row(topic.name(), topic.partitions(), topic.records(), topic.endOffset()));
    console.table(topicTable);
    console.line("");
    TextTable lagTable = new TextTable("group", "topic", "lag");
    lags.forEach(lag -> lagTable.row(lag.group(), lag.topic(), lag.records()));
    console.table(lagTable);
    print(console, problems);
    print(console, feeds);
    console.line("");
    if (collections.isEmpty()) {
      console.line("no versions yet");
    } else {
      TextTable versionTable =
          new TextTable("collection", "versions", "latest", "served", "last decision");
      collections.forEach(
          each ->
              versionTable.row(
                  each.collection(),
                  each.versions(),
                  each.latestVersion(),
                  each.servedVersion() == 0 ? "base" : each.servedVersion(),
                  each.decision()));
      console.table(versionTable);
      collections.stream()
          .filter(each -> !each.reason().isEmpty())
          .forEach(each -> console.line("%s: %s", each.collection(), each.reason()));
    }
    console.line("");
    if (deadLetters.isEmpty()) {
      console.line("no dead letters");
    } else {
      TextTable letterTable = new TextTable("dead letters", "records");
      deadLetters.forEach(count -> letterTable.row(count.topic(), count.inWords()));
      console.table(letterTable);
    }
  }

  private static void print(Console console, Problems problems) {
    problems.stages().forEach(state -> print(console, state));
    problems
        .trainings()
        .forEach(
            failure ->
                console.line(
                    "collection %s could not be trained: %s",
                    failure.collection(), failure.reason()));
    problems
        .evaluations()
        .forEach(
            waiting ->
                console.line(
                    "%s of %s waiting to be evaluated: %s",
                    Count.of(waiting.versions(), "version"),
                    waiting.collection(),
                    waiting.reason()));
    problems
        .baseModels()
        .forEach(
            state ->
                console.line(
                    "base model %s answers otherwise than it did since %s; nothing of it is"
                        + " released until somebody decides: ./retune base-models",
                    state.getBaseModel().getName(),
                    InstantCodec.decode(state.getChange().getSeenAt())));
  }

  private static void print(Console console, List<FeedState> feeds) {
    if (feeds.isEmpty()) {
      return;
    }
    console.line("");
    TextTable table =
        new TextTable("feed", "collection", "documents", "waiting", "refused", "last poll");
    feeds.forEach(
        feed ->
            table.row(
                feed.feed(),
                feed.collection(),
                feed.documents(),
                feed.waiting(),
                feed.refused(),
                feed.polledAt().isEmpty() ? "none yet" : feed.polledAt()));
    console.table(table);
    feeds.stream()
        .filter(feed -> !feed.problem().isEmpty())
        .forEach(feed -> console.line("feed %s: %s", feed.feed(), feed.problem()));
  }

  private static void print(Console console, StageState state) {
    if (!state.answers()) {
      console.line("%s: its service does not answer", state.stage());
    }
    state
        .waiting()
        .ifPresent(
            wait ->
                console.line(
                    "%s waits for the %s since %s: %s",
                    state.stage(), wait.dependency(), wait.since(), wait.reason()));
  }

  private static ObjectNode json(
      List<TopicSize> topics,
      List<GroupLag> lags,
      Problems problems,
      List<FeedState> feeds,
      List<CollectionState> collections,
      List<LetterCount> deadLetters) {
    ObjectNode status = new ObjectMapper().createObjectNode();
    ArrayNode topicArray = status.putArray("topics");
    topics.forEach(
        topic ->
            topicArray
                .addObject()
                .put("topic", topic.name())
                .put("partitions", topic.partitions())
                .put("records", topic.records())
                .put("end_offset", topic.endOffset()));
    ArrayNode groupArray = status.putArray("groups");
    lags.forEach(
        lag ->
            groupArray
                .addObject()
                .put("group", lag.group())
                .put("topic", lag.topic())
                .put("lag", lag.records()));
    ArrayNode stageArray = status.putArray("stages");
    problems
        .stages()
        .forEach(
            state -> {
              ObjectNode stage =
                  stageArray
                      .addObject()
                      .put("stage", state.stage())
                      .put("answers", state.answers());
              state
                  .waiting()
                  .ifPresent(
                      wait ->
                          stage
                              .putObject("waiting")
                              .put("dependency", wait.dependency())
                              .put("since", wait.since())
                              .put("reason", wait.reason()));
            });
    ArrayNode failureArray = status.putArray("failed_trainings");
    problems
        .trainings()
        .forEach(
            failure ->
                failureArray
                    .addObject()
                    .put("collection", failure.collection())
                    .put("reason", failure.reason()));
    ArrayNode waitingArray = status.putArray("waiting_evaluations");
    problems
        .evaluations()
        .forEach(
            waiting ->
                waitingArray
                    .addObject()
                    .put("collection", waiting.collection())
                    .put("versions", waiting.versions())
                    .put("reason", waiting.reason()));
    ArrayNode changedArray = status.putArray("changed_base_models");
    problems
        .baseModels()
        .forEach(
            state ->
                changedArray
                    .addObject()
                    .put("name", state.getBaseModel().getName())
                    .put("fingerprint", state.getBaseModel().getFingerprint())
                    .put("since", InstantCodec.decode(state.getChange().getSeenAt()).toString())
                    .put("distance", state.getChange().getDistance()));
    ArrayNode feedArray = status.putArray("feeds");
    feeds.forEach(
        feed ->
            feedArray
                .addObject()
                .put("feed", feed.feed())
                .put("collection", feed.collection())
                .put("documents", feed.documents())
                .put("waiting", feed.waiting())
                .put("refused", feed.refused())
                .put("polled_at", feed.polledAt())
                .put("problem", feed.problem()));
    ArrayNode collectionArray = status.putArray("collections");
    collections.forEach(
        each ->
            collectionArray
                .addObject()
                .put("collection", each.collection())
                .put("versions", each.versions())
                .put("latest_version", each.latestVersion())
                .put("served_version", each.servedVersion())
                .put("decision", each.decision())
                .put("reason", each.reason()));
    ObjectNode letters = status.putObject("dead_letters");
    deadLetters.forEach(count -> letters.put(count.topic(), count.letters()));
    ArrayNode bounds = status.putArray("dead_letters_at_most");
    deadLetters.stream()
        .filter(count -> !count.exact())
        .forEach(count -> bounds.add(count.topic()));
    return status;
  }
}

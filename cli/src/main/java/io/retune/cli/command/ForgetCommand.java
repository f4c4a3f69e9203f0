package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.forget.CompactionBound;
import io.retune.cli.forget.Forgetting;
import io.retune.cli.forget.Replacement;
import io.retune.cli.forget.Subject;
import io.retune.cli.forget.Trace;
import io.retune.cli.output.Count;
import io.retune.cli.report.EvaluatedVersions;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune forget}: a document or a user's question, and what was made of it. */
@Command(
    name = "forget",
    description = {
      "Deletes a document, or a question that a user asked, with its nodes, questions, vectors and"
          + " dead letters, waits until the services have done so, and reports them.",
      "The broker keeps deleted records on its disk until it compacts them: the report says how"
          + " many there are, and for how long at most; run again, the command looks again.",
      "If the version that is served learned from the document, it waits until one that did not is"
          + " served in its place, or the base model. Other versions that learned from it stay as"
          + " they are."
    })
final class ForgetCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait for the services (default: ${DEFAULT-VALUE} seconds).")
  private int timeoutSeconds;

  @Option(
      names = "--release-timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "How long to wait until a version is served that did not learn from it; 0: not at all,"
              + " only ask for it (default: ${DEFAULT-VALUE} seconds).")
  private int releaseTimeoutSeconds;

  @Option(
      names = "--wait",
      description =
          "Return only when the broker has nothing of it any more. It closes the segments that"
              + " hold it, so that this works on a quiet feed, too.")
  private boolean waitForCompaction;

  @Override
  public Integer call() {
    Cluster cluster = common.cluster();
    Subject subject = what.subject(collection.name());
    Forgetting forgetting = new Forgetting(cluster, subject, common.progress());
    Duration timeout = Duration.ofSeconds(timeoutSeconds);
    forgetting.clearInbox(timeout);
    Trace before = forgetting.trace();
    if (!before.isLive()) {
      // Searches that are kept may hold it although nothing was found in them.
      forgetting.forgetSearches();
    }
    if (before.records().isEmpty()) {
      throw new CommandFailure(
          "collection " + collection.name() + " has nothing of " + subject.name());
    }
    List<Long> versions = versionsWith(cluster);
    Optional<Replaced> replaced = Optional.empty();
    if (before.isLive()) {
      forgetting.forget(before, timeout);
    }
    if (what.document != null) {
      replaced = replace(cluster, before.vectors() > 0);
    }
    Trace after =
        waitForCompaction ? forgetting.awaitCompaction(BETWEEN_LOOKS) : forgetting.trace();
    report(subject, before, after, bounds(cluster, after), versions, replaced);
    return replaced.map(Replaced::isDone).orElse(true) ? 0 : 1;
  }

  /**
   * Replaces what is served if it learned from the document. A version that is being trained or
   * judged now may have, too, so that one without it is asked for wherever it could be learned
   * from.
   */
  private Optional<Replaced> replace(Cluster cluster, boolean couldBeLearned) {
    Replacement replacement =
        new Replacement(cluster, common.progress(), collection.name(), what.document);
    Optional<Long> served = replacement.served();
    if (served.isPresent()) {
      return Optional.of(
          new Replaced(
              served.get(),
              replacement.askAndAwait(Duration.ofSeconds(releaseTimeoutSeconds)).map(Now::of)));
    }
    if (couldBeLearned) {
      replacement.ask();
    }
    return Optional.empty();
  }

  private List<Long> versionsWith(Cluster cluster) {
    return what.document == null
        ? List.of()
        : new EvaluatedVersions(cluster, common.progress())
            .versionsWith(collection.name(), what.document);
  }

  private static Map<String, Optional<Duration>> bounds(Cluster cluster, Trace trace) {
    CompactionBound bound = new CompactionBound(cluster);
    return trace.records().keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name -> bound.of(DeadLetterTopics.orOfTheFlow(name).orElseThrow()),
                (one, other) -> one,
                TreeMap::new));
  }

  private void report(
      Subject subject,
      Trace gone,
      Trace left,
      Map<String, Optional<Duration>> bounds,
      List<Long> versions,
      Optional<Replaced> replaced) {
    Console console = Console.of(command.commandLine());
    int letters =
        gone.live().entrySet().stream()
            .filter(entry -> DeadLetterTopics.named(entry.getKey()).isPresent())
            .mapToInt(entry -> entry.getValue().size())
            .sum();
    int nodes = gone.live(Topics.NODES.name()).size();
    if (common.json()) {
      ObjectNode object =
          new ObjectMapper()
              .createObjectNode()
              .put("collection", collection.name())
              .put(what.document == null ? "query" : "document", what.text())
              .put("nodes", nodes)
              .put("questions", gone.questions())
              .put("vectors", gone.vectors())
              .put("dead_letters", letters);
      ObjectNode waiting = object.putObject("waiting_for_compaction");
      bounds.forEach(
          (topic, bound) -> {
            ObjectNode one = waiting.putObject(topic).put("records", left.records().get(topic));
            bound.ifPresentOrElse(
                within -> one.put("within_seconds", within.toSeconds()),
                () -> one.putNull("within_seconds"));
          });
      versions.forEach(object.putArray("versions_with_it")::add);
      replaced.ifPresent(
          served -> {
            object.put("served_with_it", served.before());
            served.now().ifPresent(now -> object.put("served_instead", now.version()));
          });
      console.json(object);
      return;
    }
    console.line(
        "forgotten: %s with %s, %s and %s",
        subject.name(),
        Count.of(nodes, "node"),
        Count.of(gone.questions(), "question"),
        Count.of(gone.vectors(), "vector"));
    if (letters > 0) {
      console.line("taken back: %s", Count.of(letters, "dead letter"));
    }
    bounds.forEach(
        (topic, bound) ->
            console.line(
                "the broker still has %s of it in %s: %s",
                Count.of(left.records().get(topic), "record"),
                topic,
                bound
                    .map(ForgetCommand::words)
                    .orElse("for ever, as the topic has no max.compaction.lag.ms")));
    if (!versions.isEmpty()) {
      console.line("versions that learned from it: %s", versions);
    }
    replaced.ifPresent(served -> console.line("%s", served.inWords(releaseTimeoutSeconds)));
  }

  private static String words(Duration bound) {
    String time =
        bound.toHours() > 0 ? Count.of(bound.toHours(), "hour") : bound.toSeconds() + " seconds";
    return "for " + time + " at most, where the partition gets records";
  }

  /**
   * What became of the version that was served and learned from the document.
   *
   * @param now what is served in its place; empty where nothing is yet
   */
  private record Replaced(long before, Optional<Now> now) {
    boolean isDone() {
      return now.isPresent();
    }

    String inWords(int seconds) {
      return now.map(
              served ->
                  "version %d, which learned from it, is not served any more; %s is: %s"
                      .formatted(
                          before,
                          served.version() == 0 ? "the base model" : "version " + served.version(),
                          served.reason()))
          .orElseGet(
              () ->
                  "version %d, which learned from it, is still served after %d seconds; the trainer was asked for one that did not"
                      .formatted(before, seconds));
    }
  }

  /**
   * What is served.
   *
   * @param version 0 is the base model
   */
  private record Now(long version, String reason) {
    static Now of(AdapterRelease release) {
      return new Now(release.getVersion(), release.getReason());
    }
  }

  /** One of the two. */
  static final class What {
    @Parameters(paramLabel = "DOCUMENT", description = "A document's id.")
    private String document;

    @Option(
        names = "--query",
        paramLabel = "TEXT",
        description = "A question that a user asked, word for word.")
    private String query;

    String text() {
      return document == null ? query : document;
    }

    Subject subject(String collection) {
      return document == null
          ? new Subject.QuerySubject(collection, query)
          : new Subject.DocumentSubject(collection, document);
    }
  }
}

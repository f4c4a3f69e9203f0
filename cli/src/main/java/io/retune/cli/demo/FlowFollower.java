package io.retune.cli.demo;

import io.retune.cli.CommandFailure;
import io.retune.cli.flow.FlowCounts;
import io.retune.cli.flow.FlowState;
import io.retune.cli.flow.Stage;
import io.retune.cli.output.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until everything is quiet, and shows meanwhile how far each stage is. */
final class FlowFollower {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** A stage may have read a record and not said so yet, so once is not enough. */
  private static final int QUIET_LOOKS = 3;

  private final FlowProbe probe;
  private final StageDisplay display;
  private final String groupPrefix;
  private final Duration timeout;
  private final CompletableFuture<String> stackFailure;

  /**
   * @param groupPrefix what the names of all groups begin with
   * @param timeout how long nothing at all may happen
   * @param stackFailure completes with the reason when the stack cannot go on
   */
  FlowFollower(
      FlowProbe probe,
      StageDisplay display,
      String groupPrefix,
      Duration timeout,
      CompletableFuture<String> stackFailure) {
    this.probe = probe;
    this.display = display;
    this.groupPrefix = groupPrefix;
    this.timeout = timeout;
    this.stackFailure = stackFailure;
  }

  /**
   * @param before the counts when the step began
   * @param documents that were sent or deleted
   * @throws CommandFailure if it does not come to an end: says which stage is stuck
   */
  void follow(FlowCounts before, int documents) {
    FlowState state = probe.look();
    boolean versionAsked = false;
    for (Stage stage : Stage.values()) {
      display.begin(stage);
      Instant deadline = Instant.now().plus(timeout);
      while (!state.isDone(stage, groupPrefix)) {
        Progress progress = progress(stage, state, before, documents);
        display.show(progress.done(), progress.all());
        if (!versionAsked && state.isReadyToTrain(groupPrefix)) {
          versionAsked = probe.askForVersion();
        }
        FlowState next = lookAfterPause(stage);
        deadline = next.equals(state) ? deadline : Instant.now().plus(timeout);
        failIfLate(deadline, stage, next);
        state = next;
      }
      if (stage == Stage.EVAL) {
        // A released version may be trained once more, and that version is evaluated, too.
        state = awaitQuiet(state);
      }
      display.end(
          progress(stage, state, before, documents).all(), remark(stage, state.counts(), before));
      failIfNothingCame(stage, state);
    }
  }

  private FlowState awaitQuiet(FlowState begin) {
    FlowState state = begin;
    Instant deadline = Instant.now().plus(timeout);
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      FlowState next = lookAfterPause(Stage.EVAL);
      quiet = next.isQuiet(groupPrefix) ? quiet + 1 : 0;
      deadline = next.equals(state) ? deadline : Instant.now().plus(timeout);
      failIfLate(deadline, Stage.EVAL, next);
      state = next;
    }
    return state;
  }

  /** Why more versions were evaluated than the train stage had made when it ended. */
  private static String remark(Stage stage, FlowCounts now, FlowCounts before) {
    int refits = stage == Stage.EVAL ? now.refits() - before.refits() : 0;
    return switch (refits) {
      case 0 -> "";
      case 1 -> "1 is a refit: trained once more on all nodes";
      default -> refits + " are refits: trained once more on all nodes";
    };
  }

  private Progress progress(Stage stage, FlowState state, FlowCounts before, int documents) {
    FlowCounts now = state.counts();
    return switch (stage) {
      case INGEST -> progress(stage, state, documents);
      case QA_GEN -> progress(stage, state, now.nodesMade() - before.nodesMade());
      case EMBED -> progress(stage, state, now.nodesAsked() - before.nodesAsked());
      case TRAIN -> new Progress(now.versions() - before.versions(), versionsAhead(now, before));
      case EVAL -> new Progress(now.reports() - before.reports(), versionsAhead(now, before));
    };
  }

  private Progress progress(Stage stage, FlowState state, long all) {
    long left = state.hasBegun(stage, groupPrefix) ? state.left(stage, groupPrefix) : all;
    return new Progress(Math.max(0, all - left), all);
  }

  private static long versionsAhead(FlowCounts now, FlowCounts before) {
    return Math.max(1, now.versions() - before.versions());
  }

  private static void failIfNothingCame(Stage stage, FlowState state) {
    if (stage == Stage.INGEST && state.counts().nodes() == 0) {
      throw new CommandFailure("the documents gave no nodes" + deadLetters(state.counts()));
    }
  }

  private void failIfLate(Instant deadline, Stage stage, FlowState state) {
    if (Instant.now().isAfter(deadline)) {
      throw new CommandFailure(
          "stuck at stage "
              + stage
              + ": nothing happened for "
              + timeout.toSeconds()
              + " s, "
              + Count.of(state.left(stage, groupPrefix), "record")
              + " left"
              + deadLetters(state.counts()));
    }
  }

  private static String deadLetters(FlowCounts counts) {
    return counts.allDeadLetters() == 0
        ? ""
        : ", " + Count.of(counts.allDeadLetters(), "dead letter") + " " + counts.deadLetters();
  }

  private FlowState lookAfterPause(Stage stage) {
    try {
      String reason = stackFailure.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      throw new CommandFailure("the stack failed at stage " + stage + ": " + reason);
    } catch (TimeoutException e) {
      return probe.look();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private record Progress(long done, long all) {}
}

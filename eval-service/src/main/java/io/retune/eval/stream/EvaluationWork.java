package io.retune.eval.stream;

import io.retune.chassis.kafka.BaseModelLog;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.kafka.PartitionUnreadException;
import io.retune.eval.evaluation.CheckpointEvaluator;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.CollectionRecords;
import io.retune.eval.evaluation.CorpusRule;
import io.retune.eval.evaluation.CorpusSearch;
import io.retune.eval.evaluation.EmbeddedShare;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.evaluation.EvaluationData;
import io.retune.eval.evaluation.EvaluationDataReader;
import io.retune.eval.gate.Champion;
import io.retune.eval.gate.ChangedBaseModel;
import io.retune.eval.gate.GateState;
import io.retune.eval.keyword.KeywordIndexException;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.DecodedCheckpoint;
import io.retune.eval.release.Predecessors;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModelState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The long part of evaluating a checkpoint, which runs beside the stream thread: it reads the
 * collection as it was when the attempt began. One call at a time.
 *
 * @param log where checkpoints are read from
 * @param adapters those that candidates are compared with
 * @param indexes whose index of the collection is brought up to date
 * @param baseModels that may have changed
 */
record EvaluationWork(
    EvaluationConfig config,
    EvidenceRule evidence,
    CheckpointEvaluator evaluator,
    CheckpointLog log,
    ChampionAdapters adapters,
    KeywordIndexes indexes,
    BaseModelLog baseModels) {

  /**
   * A checkpoint to be evaluated.
   *
   * @param fresh what the stream thread has just read; empty where it is to be read again
   * @param state of the collection when the attempt began
   * @param mayWait whether it waits while too little is embedded, as long as that grows
   */
  record Task(
      String collection,
      long version,
      Optional<DecodedCheckpoint> fresh,
      GateState state,
      MayWait mayWait) {}

  /** Whether a checkpoint waits because of how much of its collection is embedded. */
  @FunctionalInterface
  interface MayWait {
    boolean waits(EmbeddedShare share);
  }

  /** Evaluates, and closes the records. */
  EvaluationOutcome evaluate(Task task, StoredRecords records) {
    boolean compared = false;
    AdapterCheckpoint checkpoint = task.fresh().map(DecodedCheckpoint::checkpoint).orElse(null);
    try (records) {
      if (checkpoint == null) {
        checkpoint = log.find(task.collection(), task.version()).orElse(null);
      }
      if (checkpoint == null) {
        return new EvaluationOutcome.Gone();
      }
      DecodedCheckpoint candidate =
          task.fresh().isPresent() ? task.fresh().get() : DecodedCheckpoint.of(checkpoint);
      EvaluationOutcome outcome = evaluate(task, candidate, records);
      compared = outcome instanceof EvaluationOutcome.Done;
      return outcome;
    } catch (PartitionUnreadException | KeywordIndexException e) {
      return new EvaluationOutcome.Delayed(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return new EvaluationOutcome.Refused(checkpoint, e);
    } catch (OutOfMemoryError e) {
      return checkpoint == null
          ? new EvaluationOutcome.Delayed("there is not enough memory to read it")
          : new EvaluationOutcome.Refused(
              checkpoint,
              new IllegalStateException(
                  "there is not enough memory to evaluate it: " + e.getMessage()));
    } finally {
      if (!compared) {
        indexes.changed(task.collection());
      }
    }
  }

  private EvaluationOutcome evaluate(
      Task task, DecodedCheckpoint candidate, CollectionRecords records) throws IOException {
    long start = System.nanoTime();
    CorpusRule rule =
        new CorpusRule(candidate.checkpoint().getBaseModel(), config.corpusOf(task.collection()));
    EvaluationDataReader reader = new EvaluationDataReader(rule, evidence, config.maxQuestions());
    EmbeddedShare share = reader.gather(records);
    if (task.mayWait().waits(share)) {
      return new EvaluationOutcome.Embedding(share);
    }
    EvaluationData data = reader.finish(records);
    Predecessors predecessors = predecessors(task);
    Optional<ChangedBaseModel> changed = changed(candidate);
    Evaluated evaluated =
        indexes.use(
            task.collection(),
            data.corpus().language(),
            index -> {
              CorpusSearch search = new CorpusSearch(rule, index);
              Evaluated made =
                  evaluator.evaluate(
                      candidate, task.state(), data, records, search, predecessors, changed);
              if (!search.hasRead()) {
                indexes.changed(task.collection());
              }
              return made;
            });
    return new EvaluationOutcome.Done(
        candidate, evaluated, Duration.ofNanos(System.nanoTime() - start));
  }

  private Optional<ChangedBaseModel> changed(DecodedCheckpoint candidate) {
    return baseModels
        .find(candidate.checkpoint().getBaseModel().getFingerprint())
        .filter(BaseModelState::hasChange)
        .map(state -> new ChangedBaseModel(state.getChange()));
  }

  private Predecessors predecessors(Task task) {
    Champion champion = task.state().champion();
    long fresh =
        task.state().versions().stream()
            .mapToLong(Long::longValue)
            .filter(version -> version < task.version())
            .max()
            .orElse(0);
    return new Predecessors(
        adapters.find(task.collection(), champion.version()),
        adapters.find(task.collection(), champion.judgedVersion()),
        adapters.find(task.collection(), champion.provedVersion()),
        adapters.find(task.collection(), fresh));
  }
}

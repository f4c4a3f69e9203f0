package io.retune.chassis.fair;

import io.retune.chassis.batch.BatchTransactions;
import io.retune.chassis.batch.PolledBatch;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.chassis.lifecycle.StopSignal;
import io.retune.chassis.outage.AbandonedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * A channel whose collections take turns. It reads ahead to the end of its topic and notes which
 * offsets are whose; a thread of its own has a batch of some seconds worked on, then the next. A
 * record waits for the batch under way, for a share of each collection that waits with it, and for
 * the earlier records of its own collection, but not for another's backlog.
 *
 * <p>Records of a key are worked on in their order. What is done is committed with what came of it,
 * also where lower offsets are not done yet, and not done again after a restart. Memory is bounded:
 * what does not fit is read from the topic when its turn comes.
 *
 * <p>A failure that is no record's ends the thread, and with it the process's liveness. The
 * channel's consumers must read committed records and be assigned eagerly. Thread-safe.
 */
public final class FairChannel implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FairChannel.class);

  /** Of records that wait in memory. */
  private static final long MEMORY_BYTES = 16 << 20;

  /** Runs of offsets of one collection; some 50 bytes each. */
  private static final int RANGES = 50_000;

  private static final long IDLE_MILLIS = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LAST_BATCH = Duration.ofSeconds(15);

  private final String name;
  private final Backlog backlog;
  private final BatchTransactions transactions;
  private final Function<Set<TopicPartition>, Uni<Map<TopicPartition, OffsetAndMetadata>>>
      committed;
  private final TopicRereader rereader;
  private final StopSignal stop;
  private final StageFailures failures;
  private final Work work;
  private final Thread thread;

  /** What is done with a batch. */
  @FunctionalInterface
  public interface Work {

    /**
     * Works on a batch and commits it; blocks meanwhile.
     *
     * @param batch to be committed as it is: its offsets say what of the topic is done with it
     * @param wanted false as soon as nobody waits for it any longer
     * @return whether it is committed; if not, whoever owns it has its records worked on again
     * @throws AbandonedException if it is no longer wanted
     */
    boolean work(PolledBatch batch, BooleanSupplier wanted);
  }

  /**
   * What a channel needs beside its work.
   *
   * @param channels of which one is read
   */
  public record Surroundings(
      KafkaClients kafka, KafkaClientService channels, StopSignal stop, StageFailures failures) {
    public Surroundings {
      Objects.requireNonNull(kafka, "kafka");
      Objects.requireNonNull(channels, "channels");
      Objects.requireNonNull(stop, "stop");
      Objects.requireNonNull(failures, "failures");
    }
  }

  /**
   * @param name the channel's
   * @param size of a batch
   * @param transactions with which the work commits
   */
  public FairChannel(
      String name,
      TurnSize size,
      Surroundings surroundings,
      BatchTransactions transactions,
      Work work) {
    this.name = Objects.requireNonNull(name, "name");
    this.backlog = new Backlog(size, new Room(MEMORY_BYTES, RANGES));
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.committed =
        partitions ->
            surroundings
                .channels()
                .getConsumer(name)
                .committed(partitions.toArray(TopicPartition[]::new));
    this.stop = surroundings.stop();
    this.failures = surroundings.failures();
    this.rereader = new TopicRereader(surroundings.kafka(), stop);
    this.work = Objects.requireNonNull(work, "work");
    this.thread = new DaemonThreads("turns-" + name).newThread(this::takeTurns);
    this.thread.start();
  }

  /**
   * Notes what was read.
   *
   * @param generation of the group when it was
   * @return completed when more may be read
   */
  public Uni<Void> note(ConsumerRecords<String, byte[]> polled, int generation) {
    Set<TopicPartition> unknown = backlog.unknown(polled, generation);
    Uni<Map<TopicPartition, OffsetAndMetadata>> done =
        unknown.isEmpty() ? Uni.createFrom().item(Map.of()) : committed.apply(unknown);
    return done.onFailure(RetriableException.class)
        .retry()
        .withBackOff(PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(known -> backlog.note(polled, generation, known))
        .chain(() -> Uni.createFrom().completionStage(backlog::room));
  }

  /** Collections with records that wait, those with queries counted beside the others. */
  public int lanes() {
    return backlog.lanes();
  }

  /** Offsets that were read and wait; marks of transactions are among them. */
  public long offsets() {
    return backlog.offsets();
  }

  /** Waits for the batch under way, which is told that it is no longer wanted. */
  @Override
  public void close() {
    stop.give();
    try {
      thread.join(LAST_BATCH.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeTurns() {
    try (rereader) {
      while (!stop.isGiven()) {
        takeTurn();
      }
    } catch (AbandonedException e) {
      LOG.infof("%s stops: %s", name, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "%s cannot go on", name);
      failures.add(name, e);
    }
  }

  private void takeTurn() throws InterruptedException {
    Optional<Turn> taken = backlog.take(rereader);
    if (taken.isEmpty()) {
      backlog.await(IDLE_MILLIS);
      return;
    }
    Turn turn = taken.get();
    if (isDone(turn.batch())) {
      backlog.done(turn);
    } else if (transactions.isWanted(turn.batch())) {
      backlog.giveBack(turn);
      stop.await(PAUSE);
    } else {
      backlog.leave(turn.batch().generation());
    }
  }

  private boolean isDone(PolledBatch batch) {
    try {
      return work.work(batch, () -> transactions.isWanted(batch));
    } catch (AbandonedException e) {
      LOG.infof("a batch of %s is left to whoever reads it again: %s", name, e.getMessage());
      return false;
    }
  }
}

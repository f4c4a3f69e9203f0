package io.retune.chassis.batch;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.lifecycle.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jboss.logging.Logger;

/**
 * Writes what came of a batch and the batch's offsets in one transaction: both are there or
 * neither. The broker refuses the transaction of a consumer that no longer owns the batch, so work
 * that took too long never lands behind the new owner's. Consumers have to read committed records.
 *
 * <p>Work is done before, so that a transaction is short. Where the cluster is away, it is tried
 * again for as long as the batch is this consumer's. One batch at a time; {@link #close} may come
 * from another thread.
 */
public final class BatchTransactions implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(BatchTransactions.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final ProducerLimits limits;
  private final String name;
  private final String transactionalId;
  private final Supplier<ConsumerGroupMetadata> group;
  private final StopSignal stop;
  private volatile Producer<String, byte[]> producer;

  /**
   * @param name of the consumer group, for the transactions of this instance
   * @param limits of a record, and of the time one may be on its way
   * @param group how the consumer stands in its group now
   */
  public BatchTransactions(
      String name,
      KafkaClients clients,
      ProducerLimits limits,
      Supplier<ConsumerGroupMetadata> group,
      StopSignal stop) {
    this.name = Objects.requireNonNull(name, "name");
    this.clients = Objects.requireNonNull(clients, "clients");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.group = Objects.requireNonNull(group, "group");
    this.stop = Objects.requireNonNull(stop, "stop");
    // The offsets are guarded by the group, not by this id: each process may have a new one.
    this.transactionalId = name + "-" + UUID.randomUUID();
  }

  /** Whether the batch is this consumer's as far as it knows, and the process goes on. */
  public boolean isWanted(PolledBatch batch) {
    return !stop.isGiven() && group.get().generationId() == batch.generation();
  }

  /**
   * Writes all or nothing.
   *
   * @param output what came of the batch, in the order to be written
   * @return whether it was written; if not, the batch is another's or the process stops, and
   *     whoever owns it reads it again
   * @throws KafkaException if the cluster refuses it for a reason that does not pass
   */
  public boolean commit(PolledBatch batch, List<ProducerRecord<String, byte[]>> output) {
    Duration pause = FIRST_PAUSE;
    while (isWanted(batch)) {
      try {
        write(batch, output);
        return true;
      } catch (CommitFailedException e) {
        abort();
        break;
      } catch (KafkaException e) {
        abort();
        if (isLasting(e)) {
          throw e;
        }
        LOG.warnf("a batch of %s is not written yet and tried again: %s", name, reason(e));
        if (stop.await(pause)) {
          break;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
    LOG.infof(
        "a batch of %s is left to whoever reads it again: its group was rebalanced, or the process stops",
        name);
    return false;
  }

  private void write(PolledBatch batch, List<ProducerRecord<String, byte[]>> output) {
    ConsumerGroupMetadata owner = group.get();
    if (owner.generationId() != batch.generation()) {
      throw new CommitFailedException("the group was rebalanced");
    }
    Producer<String, byte[]> open = producer();
    open.beginTransaction();
    output.forEach(open::send);
    open.sendOffsetsToTransaction(batch.next(), owner);
    open.commitTransaction();
  }

  private Producer<String, byte[]> producer() {
    if (producer == null) {
      Producer<String, byte[]> made = clients.transactionalProducer(limits, transactionalId);
      producer = made;
      made.initTransactions();
    }
    return producer;
  }

  /** Takes back what was begun; a producer that cannot is replaced, which takes it back too. */
  private void abort() {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      return;
    }
    try {
      open.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      LOG.debugf(e, "a transaction of %s could not be aborted", name);
      producer = null;
      open.close(Duration.ZERO);
    }
  }

  /** Whether it would be the same the next time. */
  private static boolean isLasting(KafkaException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException
          || cause instanceof AuthorizationException
          || cause instanceof UnsupportedVersionException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(KafkaException failure) {
    Throwable told = failure;
    while (!(told instanceof ApiException) && told.getCause() != null) {
      told = told.getCause();
    }
    return told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
  }

  /** Takes back a transaction under way. */
  @Override
  public void close() {
    Producer<String, byte[]> open = producer;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }
}

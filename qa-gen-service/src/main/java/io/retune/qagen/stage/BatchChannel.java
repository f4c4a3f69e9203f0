package io.retune.qagen.stage;

import io.retune.chassis.DeadLetters;
import io.retune.chassis.batch.BatchTransactions;
import io.retune.chassis.batch.ChannelGroup;
import io.retune.chassis.batch.PolledBatch;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.LatestByKey;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.lifecycle.StopSignal;
import io.retune.chassis.outage.AbandonedException;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * An incoming channel whose batches are worked on record by record, the last of each key, and
 * written as a whole: outputs, dead letters and offsets, or nothing. One batch at a time.
 */
final class BatchChannel implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(BatchChannel.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What is done with one record. */
  interface Work {

    /**
     * Blocks while it works.
     *
     * @param wanted false as soon as nobody waits for the output any longer
     * @throws AbandonedException if it is no longer wanted
     */
    Output work(ConsumerRecord<String, byte[]> record, BooleanSupplier wanted);
  }

  private final Topic<?> source;
  private final DeadLetters deadLetters;
  private final BatchTransactions transactions;
  private final int concurrency;
  private final Work work;

  /**
   * @param source the topic that the channel reads, which is also the channel's name
   * @param group the consumer group, without a deployment's prefix
   * @param concurrency records that are worked on at the same time
   */
  BatchChannel(
      Topic<?> source,
      String group,
      Clients clients,
      DeadLetters deadLetters,
      int concurrency,
      Work work) {
    this.source = source;
    this.deadLetters = deadLetters;
    this.concurrency = concurrency;
    this.work = work;
    this.transactions =
        new BatchTransactions(
            clients.names().group(group),
            clients.kafka(),
            ProducerLimits.of(Topics.deadLetters("qa-gen", Topics.QA_PAIRS), TIMEOUT),
            new ChannelGroup(clients.channels(), source.name()),
            clients.stop());
  }

  /** What a channel needs of Kafka. */
  record Clients(
      KafkaClients kafka, KafkaClientService channels, TopicNames names, StopSignal stop) {}

  /** Completed when the batch is written, or left to whoever reads it again. */
  Uni<Void> take(PolledBatch batch) {
    return Multi.createFrom()
        .iterable(LatestByKey.of(batch.records()).latest())
        .onItem()
        .transformToUni(record -> output(record, batch))
        .merge(concurrency)
        .collect()
        .asList()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(outputs -> write(batch, outputs))
        .replaceWithVoid()
        .onFailure(AbandonedException.class)
        .recoverWithUni(
            abandoned -> {
              LOG.infof("a batch of %s: %s", source.name(), abandoned.getMessage());
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Output> output(ConsumerRecord<String, byte[]> record, PolledBatch batch) {
    return Uni.createFrom()
        .item(() -> work.work(record, () -> transactions.isWanted(batch)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private void write(PolledBatch batch, List<Output> outputs) {
    List<ProducerRecord<String, byte[]>> records =
        outputs.stream()
            .flatMap(output -> Stream.concat(output.records().stream(), output.letters().stream()))
            .toList();
    if (!transactions.commit(batch, records)) {
      return;
    }
    for (Output output : outputs) {
      output.letters().forEach(letter -> deadLetters.written(letter, source));
      output.counted().run();
    }
  }

  @Override
  public void close() {
    transactions.close();
  }
}

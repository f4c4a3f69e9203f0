package io.retune.qagen.stage;

import io.micrometer.core.instrument.Timer;
import io.retune.chassis.DeadLetters;
import io.retune.chassis.batch.BatchTransactions;
import io.retune.chassis.batch.ChannelGroup;
import io.retune.chassis.batch.PolledBatch;
import io.retune.chassis.fair.FairChannel;
import io.retune.chassis.fair.TurnSize;
import io.retune.chassis.kafka.LatestByKey;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.outage.AbandonedException;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * An incoming channel whose collections take turns. A batch is prepared, worked on record by record
 * and written as a whole: outputs, dead letters and offsets, or nothing. One batch at a time.
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

  /** Looks at a batch as a whole before it is worked on. */
  interface Preparation {

    /**
     * Says what is done with it; blocks meanwhile.
     *
     * @throws KafkaException if the cluster does not answer in time; the batch is tried again
     */
    Prepared prepare(PolledBatch batch);
  }

  /**
   * What is done with a batch.
   *
   * @param records that are worked on, one of each key; the others are replaced by these
   */
  record Prepared(List<ConsumerRecord<String, byte[]>> records, Work work) {
    Prepared {
      records = List.copyOf(records);
    }

    /** The last record of each key. */
    static Prepared latest(PolledBatch batch, Work work) {
      return new Prepared(LatestByKey.of(batch.records()).latest(), work);
    }
  }

  private final Topic<?> source;
  private final DeadLetters deadLetters;
  private final TopicNames names;
  private final BatchTransactions transactions;
  private final int concurrency;
  private final Preparation preparation;
  private final Timer batches;
  private final FairChannel channel;

  /**
   * @param source the topic that the channel reads first, which is also the channel's name
   * @param group the consumer group, without a deployment's prefix
   * @param concurrency records that are worked on at the same time
   * @param size of a batch
   * @param batches the time that each takes
   */
  BatchChannel(
      Topic<?> source,
      String group,
      Clients clients,
      DeadLetters deadLetters,
      int concurrency,
      TurnSize size,
      Timer batches,
      Preparation preparation) {
    this.source = source;
    this.deadLetters = deadLetters;
    this.names = clients.names();
    this.concurrency = concurrency;
    this.preparation = preparation;
    this.batches = batches;
    this.transactions =
        new BatchTransactions(
            clients.names().group(group),
            clients.surroundings().kafka(),
            ProducerLimits.of(Topics.deadLetters("qa-gen", Topics.QA_PAIRS), TIMEOUT),
            new ChannelGroup(clients.surroundings().channels(), source.name()),
            clients.surroundings().stop());
    // The last, as its thread begins at once.
    this.channel =
        new FairChannel(source.name(), size, clients.surroundings(), transactions, this::work);
  }

  /** What a channel needs of Kafka. */
  record Clients(FairChannel.Surroundings surroundings, TopicNames names) {}

  /** Completed when the records are noted. */
  Uni<Void> take(
      ConsumerRecords<String, byte[]> polled,
      IncomingKafkaRecordBatchMetadata<String, byte[]> metadata) {
    return channel.note(polled, metadata.getConsumerGroupGenerationId());
  }

  /** What was read and waits for its turn. */
  FairChannel waiting() {
    return channel;
  }

  private boolean work(PolledBatch batch, BooleanSupplier wanted) {
    Prepared prepared;
    try {
      prepared = preparation.prepare(batch);
    } catch (KafkaException e) {
      LOG.warnf("a batch of %s is tried again: %s", source.name(), e.getMessage());
      return false;
    }
    return batches.record(() -> write(batch, outputs(prepared, wanted)));
  }

  private List<Output> outputs(Prepared prepared, BooleanSupplier wanted) {
    return Multi.createFrom()
        .iterable(prepared.records())
        .onItem()
        .transformToUni(record -> output(prepared.work(), record, wanted))
        .merge(concurrency)
        .collect()
        .asList()
        .await()
        .indefinitely();
  }

  private static Uni<Output> output(
      Work work, ConsumerRecord<String, byte[]> record, BooleanSupplier wanted) {
    return Uni.createFrom()
        .item(() -> work.work(record, wanted))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private boolean write(PolledBatch batch, List<Output> outputs) {
    List<ProducerRecord<String, byte[]>> records =
        outputs.stream()
            .flatMap(output -> Stream.concat(output.records().stream(), output.letters().stream()))
            .toList();
    if (!transactions.commit(batch, records)) {
      return false;
    }
    for (Output output : outputs) {
      output.letters().forEach(letter -> deadLetters.written(letter, source(letter)));
      output.counted().run();
    }
    return true;
  }

  /** The topic that the record of a dead letter is of. */
  private Topic<?> source(ProducerRecord<String, byte[]> letter) {
    return DeadLetter.read(letter.headers())
        .flatMap(read -> names.topic(read.topic()))
        .<Topic<?>>map(topic -> topic)
        .orElse(source);
  }

  @Override
  public void close() {
    channel.close();
    transactions.close();
  }
}

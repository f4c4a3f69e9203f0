package io.retune.qagen.feedback.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.streams.TopicStreamPartitioner;
import io.retune.qagen.feedback.FeedbackConfig;
import io.retune.schemas.Partitioning;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code feedback} to {@code feedback-questions}. Records come in with keys of applications; what
 * they say is passed on to where all of a collection is together, with what {@code nodes} says is
 * gone.
 */
public final class FeedbackTopology {
  static final String SEARCHES = "searches";
  static final String GONE = "gone";
  static final String SENT = "sent";
  static final String READABLE = "readable";
  static final String DEAD_LETTERS = "dead-letters-of-feedback";
  private static final String READ = "read-feedback";
  private static final String FIND = "find-questions";
  private static final String BY_COLLECTION = "by-collection";

  private FeedbackTopology() {}

  /**
   * Builds it; nothing is started.
   *
   * @param forgetWithin how long what was deleted may still lie in a changelog
   * @throws IllegalArgumentException if a setting cannot be; says why
   */
  public static Topology build(
      FeedbackConfig config,
      TopicNames names,
      Service service,
      AdmittedCollections collections,
      FeedbackMeters feedbackMeters,
      MeterRegistry meters,
      Duration forgetWithin) {
    Serde<String> keys = Serdes.String();
    Serde<byte[]> values = Serdes.ByteArray();
    FeedbackReader reader = new FeedbackReader(config);
    DeadLetterRecords deadLetters = new DeadLetterRecords(service.name(), Topics.FEEDBACK, meters);
    StreamsBuilder builder = new StreamsBuilder();
    for (String store : new String[] {SEARCHES, GONE, SENT}) {
      builder.addStateStore(store(store, forgetWithin));
    }
    KStream<String, byte[]> said =
        builder.stream(
                names.of(Topics.FEEDBACK), Consumed.with(keys, values).withName("feedback-source"))
            .process(
                () -> new ReadProcessor(reader, collections, deadLetters, feedbackMeters),
                Named.as(READ))
            .mapValues(value -> value, Named.as(READABLE));
    KStream<String, byte[]> gone =
        builder.stream(names.of(Topics.NODES), Consumed.with(keys, values).withName("nodes-source"))
            .process(GoneNodesProcessor::new, Named.as("gone-nodes"));
    said.merge(gone, Named.as("changes"))
        .repartition(
            Repartitioned.<String, byte[]>as(BY_COLLECTION)
                .withKeySerde(keys)
                .withValueSerde(values)
                .withStreamPartitioner(
                    (topic, key, value, partitions) ->
                        Optional.of(Set.of(Partitioning.BY_COLLECTION.partition(key, partitions)))))
        .process(
            () ->
                new FindProcessor(config, feedbackMeters, service.event(Topics.FEEDBACK_QUESTIONS)),
            Named.as(FIND),
            SEARCHES,
            GONE,
            SENT)
        .to(
            names.of(Topics.FEEDBACK_QUESTIONS),
            Produced.with(keys, values)
                .withName("feedback-questions-sink")
                .withStreamPartitioner(new TopicStreamPartitioner<>(Topics.FEEDBACK_QUESTIONS)));
    return deadLetters.addSink(builder.build(), DEAD_LETTERS, names, READ);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(
      String name, Duration forgetWithin) {
    String half = Long.toString(forgetWithin.dividedBy(2).toMillis());
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                half,
                TopicConfig.SEGMENT_MS_CONFIG,
                half));
  }
}

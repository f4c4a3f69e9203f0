package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.eval.gate.GateState;
import io.retune.eval.release.ReleaseFollowing;
import io.retune.schemas.CollectionName;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Follows the releases, so that the champion of the stage's state is what applications serve,
 * whoever released it.
 */
final class ReleaseProcessor implements Processor<String, byte[], String, byte[]> {
  private final DeadLetterRecords deadLetters;
  private final EvalMeters meters;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, GateState> collections;

  ReleaseProcessor(DeadLetterRecords deadLetters, EvalMeters meters) {
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    collections = context.getStateStore(EvalTopology.COLLECTIONS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      String collection = CollectionName.check(record.key());
      GateState state = collections.get(collection);
      GateState known = state == null ? GateState.NEW : state;
      AdapterRelease release =
          record.value() == null
              ? AdapterRelease.getDefaultInstance()
              : Topics.ADAPTER_RELEASES.parse(record.value());
      GateState followed = ReleaseFollowing.after(known, release);
      collections.put(collection, followed);
      meters.released(collection, followed.champion().version());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      context.forward(
          deadLetters.of(
              record,
              context.recordMetadata(),
              "follow",
              e,
              Instant.ofEpochMilli(context.currentSystemTimeMs())));
    }
  }
}

package io.retune.trainer.train.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.streams.StateCompaction;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
import io.retune.trainer.train.examples.ExampleEntry;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the raw records of the embeddings topic, and counts what changed in each collection.
 *
 * <p>A record that is in the store already counts as new all the same: after a crash the store is
 * restored from the whole topic, ahead of the records not worked on yet. Whether anything has
 * changed is for the hash of the examples to say.
 *
 * <p>Unreadable records are kept too, and left out when they are read: the store restored from the
 * topic has them as well, and both must be the same.
 */
final class ExamplesProcessor implements Processor<String, byte[], Void, Void> {

  private final TrainTraces traces;
  private ProcessorContext<Void, Void> context;
  private KeyValueStore<String, byte[]> examples;
  private KeyValueStore<String, TrainingState> states;

  ExamplesProcessor(TrainTraces traces) {
    this.traces = traces;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.context = context;
    this.examples = context.getStateStore(TrainTopology.EXAMPLES);
    StateCompaction.schedule(context, examples);
    this.states = context.getStateStore(TrainTopology.COLLECTIONS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    EntryKey key;
    try {
      key = EntryKey.parse(record.key());
    } catch (IllegalArgumentException e) {
      return;
    }
    if (QueryKey.isQuery(key)) {
      // Nothing to learn from: it only tells where questions lie, and waits for the next version.
      examples.put(record.key(), record.value());
      return;
    }
    traces.heard(key.collection(), record.headers());
    byte[] before = examples.get(record.key());
    examples.put(record.key(), record.value());
    Optional<ExampleEntry> entry = read(key.id(), record.value());
    long now = entry.map(ExampleEntry::trainingQuestions).orElse(0);
    long earlier = read(key.id(), before).map(ExampleEntry::trainingQuestions).orElse(0);
    TrainingState state = states.get(key.collection());
    states.put(
        key.collection(),
        (state == null ? TrainingState.EMPTY : state)
            .arrived(
                entry.map(ExampleEntry::baseModel),
                now - earlier,
                Math.max(1, now),
                context.currentSystemTimeMs()));
  }

  private static Optional<ExampleEntry> read(String id, byte[] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ExampleEntry.parse(id, value));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

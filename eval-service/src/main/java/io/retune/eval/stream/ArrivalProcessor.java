package io.retune.eval.stream;

import io.retune.chassis.streams.StateCompaction;
import io.retune.eval.keyword.KeywordIndexes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the store of examples as the topic has it, byte by byte, because it is restored from the
 * topic; and notes what is new since the last checkpoint, and what was replaced or deleted.
 */
final class ArrivalProcessor implements Processor<String, byte[], Void, Void> {
  private static final byte[] PRESENT = {1};

  private final KeywordIndexes indexes;
  private KeyValueStore<String, byte[]> examples;
  private KeyValueStore<String, byte[]> arrivals;

  /**
   * @param indexes which are told what is not up to date any more
   */
  ArrivalProcessor(KeywordIndexes indexes) {
    this.indexes = indexes;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    examples = context.getStateStore(EvalTopology.EXAMPLES);
    StateCompaction.schedule(context, examples);
    arrivals = context.getStateStore(EvalTopology.ARRIVALS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String key = record.key();
    if (key == null) {
      return;
    }
    boolean isNew = record.value() != null && examples.get(key) == null;
    if (record.value() == null) {
      arrivals.delete(key);
    } else if (isNew) {
      arrivals.put(key, PRESENT);
    }
    examples.put(key, record.value());
    if (!isNew) {
      int end = key.indexOf('/');
      indexes.changed(end < 0 ? key : key.substring(0, end));
    }
  }
}

package io.retune.qagen.feedback.stream;

import io.retune.schemas.EntryKey;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Passes on which nodes are gone; the others do not matter here. */
final class GoneNodesProcessor implements Processor<String, byte[], String, byte[]> {
  private ProcessorContext<String, byte[]> context;

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.value() != null || record.key() == null) {
      return;
    }
    try {
      EntryKey.parse(record.key());
    } catch (IllegalArgumentException e) {
      // The stage that asks questions of nodes puts it aside.
      return;
    }
    context.forward(new Record<>(record.key(), null, record.timestamp(), new RecordHeaders()));
  }
}

package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Makes dead letters of the examples that cannot be read. */
final class ExampleCheckProcessor implements Processor<String, byte[], String, byte[]> {
  private final DeadLetterRecords deadLetters;
  private ProcessorContext<String, byte[]> context;

  ExampleCheckProcessor(DeadLetterRecords deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      EntryKey.parse(record.key());
      if (record.value() != null) {
        Topics.EMBEDDINGS.parse(record.value());
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      context.forward(
          deadLetters.of(
              record,
              context.recordMetadata(),
              "read",
              e,
              Instant.ofEpochMilli(context.currentSystemTimeMs())));
    }
  }
}

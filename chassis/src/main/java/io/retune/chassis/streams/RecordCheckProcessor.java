package io.retune.chassis.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards a dead letter for each record that cannot be read, and nothing for the others. It stands
 * beside a read-only state store, which takes records as they are. Tombstones are only checked for
 * their key.
 */
public final class RecordCheckProcessor implements Processor<String, byte[], String, byte[]> {
  private static final String STAGE = "read";

  private final DeadLetterRecords deadLetters;
  private final RecordCheck check;
  private ProcessorContext<String, byte[]> context;

  /** Says whether a value can be read. */
  @FunctionalInterface
  public interface RecordCheck {
    /**
     * Returns if so.
     *
     * @param value not null
     * @throws InvalidProtocolBufferException if it is no message
     * @throws IllegalArgumentException if the message makes no sense
     */
    void check(EntryKey key, byte[] value) throws InvalidProtocolBufferException;
  }

  public RecordCheckProcessor(DeadLetterRecords deadLetters, RecordCheck check) {
    this.deadLetters = Objects.requireNonNull(deadLetters, "deadLetters");
    this.check = Objects.requireNonNull(check, "check");
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      EntryKey key = EntryKey.parse(record.key());
      if (record.value() != null) {
        check.check(key, record.value());
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      context.forward(
          deadLetters.of(
              record,
              context.recordMetadata(),
              STAGE,
              e,
              Instant.ofEpochMilli(context.currentSystemTimeMs())));
    }
  }
}

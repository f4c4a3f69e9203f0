package io.retune.trainer.train.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.EvaluationReport;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Tells the trainer which versions were promoted. */
final class ReportsProcessor implements Processor<String, byte[], String, Object> {

  private final DeadLetterRecords deadLetters;
  private ProcessorContext<String, Object> context;

  ReportsProcessor(DeadLetterRecords deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      EvaluationReport report = Topics.EVALUATION_REPORTS.parse(record.value());
      String collection = EntryKey.parse(record.key()).collection();
      if (isReleasedOnEvidence(report.getDecision().getKind())) {
        context.forward(
            new Record<>(collection, new Heard.Promoted(report), record.timestamp()),
            TrainTopology.TRAIN);
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      deadLetters.forward(context, record, "read", e, TrainTopology.REPORTS_DEAD_LETTERS);
    }
  }

  private static boolean isReleasedOnEvidence(Decision.Kind decision) {
    return decision == Decision.Kind.PROMOTE || decision == Decision.Kind.FOLLOW;
  }
}

package io.retune.trainer.train.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.EntryKey;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.TrainingRequest;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Tells the trainer what callers asked. */
final class RequestsProcessor implements Processor<String, byte[], String, Object> {

  /** The lineage that answers all requests of a moment names their documents, and has its bound. */
  private static final int MAX_FORGOTTEN =
      LearnedDocuments.MAX_DIGESTS / WaitingRequests.MAX_ANSWERED;

  private final DeadLetterRecords deadLetters;
  private ProcessorContext<String, Object> context;

  RequestsProcessor(DeadLetterRecords deadLetters) {
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
      EntryKey key = EntryKey.parse(record.key());
      TrainingRequest request = Topics.REQUESTS.parse(record.value());
      if (request.getKindCase() == TrainingRequest.KindCase.KIND_NOT_SET) {
        throw new IllegalArgumentException("the request does not say what is to be done");
      }
      if (!request.getRequestId().equals(key.id())) {
        throw new IllegalArgumentException(
            "a request of id '%s' under the key of '%s'"
                .formatted(request.getRequestId(), key.id()));
      }
      int forgotten = new DocumentDigests(request.getRetrain().getForgottenDocuments()).count();
      if (forgotten > MAX_FORGOTTEN) {
        throw new IllegalArgumentException(
            "a request may name up to %d forgotten documents, not %d"
                .formatted(MAX_FORGOTTEN, forgotten));
      }
      long offset = context.recordMetadata().orElseThrow().offset();
      context.forward(
          new Record<>(key.collection(), new Heard.Asked(request, offset), record.timestamp()),
          TrainTopology.TRAIN);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      deadLetters.forward(context, record, "read", e, TrainTopology.REQUESTS_DEAD_LETTERS);
    }
  }
}

package io.retune.qagen.feedback.stream;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.qagen.feedback.Feedback;
import io.retune.qagen.feedback.Ranking;
import io.retune.qagen.feedback.Reaction;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what applications tell, and passes it on to where its collection is kept. A record that
 * cannot be used is a dead letter, and the others go on. One without a value passes on that the
 * question that its key names is to be forgotten.
 */
final class ReadProcessor implements Processor<String, byte[], String, byte[]> {
  private static final String STAGE = "read";

  private final FeedbackReader reader;
  private final AdmittedCollections collections;
  private final DeadLetterRecords deadLetters;
  private final FeedbackMeters meters;
  private ProcessorContext<String, byte[]> context;

  ReadProcessor(
      FeedbackReader reader,
      AdmittedCollections collections,
      DeadLetterRecords deadLetters,
      FeedbackMeters meters) {
    this.reader = reader;
    this.collections = collections;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      if (record.value() == null) {
        forget(record);
      } else {
        read(record);
      }
    } catch (IllegalArgumentException e) {
      deadLetters.forward(context, record, STAGE, e, FeedbackTopology.DEAD_LETTERS);
    }
  }

  private void forget(Record<String, byte[]> record) {
    EntryKey question = EntryKey.parse(record.key());
    if (!QueryKey.isQuery(question)) {
      throw new IllegalArgumentException(
          "a record without a value forgets a question, and its key is that of none");
    }
    pass(record, question, null);
  }

  private void read(Record<String, byte[]> record) {
    Instant receivedAt = receivedAt(record);
    FeedbackReader.Said said = reader.read(record.headers(), record.value(), receivedAt);
    admit(said.collection());
    meters.received(said.collection(), said.feedback().map(ReadProcessor::kind).orElse("other"));
    said.feedback()
        .ifPresent(
            feedback ->
                pass(
                    record,
                    new EntryKey(said.collection(), feedback.queryId()),
                    KeptSearch.of(feedback, receivedAt).toByteArray()));
  }

  /** Of the headers none goes on: they are between the application and its topic. */
  private void pass(Record<String, byte[]> record, EntryKey key, byte[] part) {
    context.forward(
        new Record<>(key.toString(), part, record.timestamp(), new RecordHeaders()),
        FeedbackTopology.READABLE);
  }

  private void admit(String collection) {
    try {
      collections.admit(collection);
    } catch (HttpProblem e) {
      throw new IllegalArgumentException(e.getDetail(), e);
    }
  }

  /** No record is kept for longer because its writer's clock is ahead. */
  private Instant receivedAt(Record<String, byte[]> record) {
    return Instant.ofEpochMilli(Math.min(record.timestamp(), context.currentSystemTimeMs()));
  }

  private static String kind(Feedback feedback) {
    if (feedback instanceof Ranking) {
      return "query";
    }
    return ((Reaction) feedback).kind().name().toLowerCase(Locale.ROOT);
  }
}

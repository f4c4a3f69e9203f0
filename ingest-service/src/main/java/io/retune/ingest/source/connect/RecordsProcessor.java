package io.retune.ingest.source.connect;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.DocumentHeader;
import io.retune.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns a record into changes of documents. One that nothing can be made of is a dead letter, and
 * the others go on.
 */
final class RecordsProcessor implements Processor<String, byte[], String, byte[]> {
  private static final String STAGE = "records";

  private final RecordReader reader;
  private final AdmittedCollections collections;
  private final DeadLetterRecords deadLetters;
  private final RecordsMeters meters;
  private final CloudEvent event;
  private final StageTraces traces;
  private ProcessorContext<String, byte[]> context;

  RecordsProcessor(
      RecordReader reader,
      AdmittedCollections collections,
      DeadLetterRecords deadLetters,
      RecordsMeters meters,
      CloudEvent event,
      StageTraces traces) {
    this.reader = reader;
    this.collections = collections;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.event = event;
    this.traces = traces;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    try (StageSpan span = traces.begin(STAGE, topic, record.key(), record.headers())) {
      List<DocumentChange> changes = reader.read(record.key(), record.value());
      admit(changes);
      for (DocumentChange change : changes) {
        context.forward(documentRecord(record, change, span), RecordsTopology.DOCUMENTS_SINK);
        meters.changed(change, now);
      }
    } catch (RecordUnreadable e) {
      meters.unreadable(e.getMessage(), now);
      deadLetters.forward(context, about(record), "read", e, RecordsTopology.DEAD_LETTERS_SINK);
    }
  }

  /** With its document's name, so that whoever forgets that finds it among the dead letters. */
  private Record<String, byte[]> about(Record<String, byte[]> record) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    reader
        .document(record.key(), record.value())
        .ifPresent(document -> DocumentHeader.stamp(headers, document));
    return record.withHeaders(headers);
  }

  private void admit(List<DocumentChange> changes) throws RecordUnreadable {
    for (DocumentChange change : changes) {
      if (change.document().isPresent()) {
        try {
          collections.admit(change.key().collection());
        } catch (HttpProblem e) {
          throw new RecordUnreadable(e.getDetail(), e);
        }
      }
    }
  }

  /** Of the headers the trace alone goes on: the others are between the system and its topic. */
  private Record<String, byte[]> documentRecord(
      Record<String, byte[]> record, DocumentChange change, StageSpan span) {
    String key = change.key().toString();
    Record<String, byte[]> out =
        new Record<>(
            key,
            change.document().map(document -> document.toByteArray()).orElse(null),
            record.timestamp(),
            trace(record, span));
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    event.stamp(
        out.headers(),
        CloudEvent.id(
            Topics.DOCUMENTS,
            key,
            CloudEvent.position(origin.topic(), origin.partition(), origin.offset())),
        Instant.ofEpochMilli(record.timestamp()));
    return out;
  }

  private static RecordHeaders trace(Record<String, byte[]> record, StageSpan span) {
    RecordHeaders headers = new RecordHeaders();
    for (String name : List.of("traceparent", "tracestate")) {
      if (record.headers().lastHeader(name) != null) {
        headers.add(record.headers().lastHeader(name));
      }
    }
    span.continueIn(headers);
    return headers;
  }
}

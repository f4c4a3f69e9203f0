package io.retune.ingest.stream;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.micrometer.core.instrument.Timer;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.ingest.extract.ExtractorClosed;
import io.retune.ingest.node.DocumentNodes;
import io.retune.ingest.node.NodeSequence;
import io.retune.ingest.parse.DocumentRejected;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Turns a document into the changes of its nodes. Nodes whose text, split and questions are as
 * before are not sent again, even if they moved to another position or page: the later stages would
 * ask and embed them again for nothing. A version that cannot be parsed, or one of whose records
 * would be larger than its topic takes, is a dead letter as a whole, and the nodes of the version
 * before stay.
 */
final class IngestProcessor implements Processor<String, byte[], String, byte[]> {
  private static final Logger LOG = Logger.getLogger(IngestProcessor.class);

  private final DocumentNodes documentNodes;
  private final OutputLimits limits = new OutputLimits();
  private final DeadLetterRecords deadLetters;
  private final IngestMeters meters;
  private final CloudEvent event;
  private final StageTraces traces;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, DocumentState> states;

  IngestProcessor(
      DocumentNodes documentNodes,
      DeadLetterRecords deadLetters,
      IngestMeters meters,
      CloudEvent event,
      StageTraces traces) {
    this.documentNodes = documentNodes;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.event = event;
    this.traces = traces;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(IngestTopology.DOCUMENTS_STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
    try (StageSpan span = traces.begin("ingest", topic, record.key(), record.headers())) {
      // Nodes and dead letters start from the headers of their document.
      span.continueIn(record.headers());
      ingest(record);
    }
  }

  private void ingest(Record<String, byte[]> record) {
    EntryKey key;
    Document document;
    try {
      key = EntryKey.parse(record.key());
      document = isDeletion(record) ? null : decode(record.value());
    } catch (IllegalArgumentException | IOException e) {
      meters.failed();
      putAside(record, "decode", e);
      return;
    }
    meters.received(key.collection());
    if (document == null) {
      delete(record, key);
    } else {
      update(record, key, document);
    }
  }

  private static boolean isDeletion(Record<String, byte[]> record) {
    return record.value() == null || record.value().length == 0;
  }

  /** The content stays where it is in the record: it may be large. */
  private static Document decode(byte[] value) throws IOException {
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(value).newCodedInput();
    in.enableAliasing(true);
    return Document.parseFrom(in);
  }

  private void delete(Record<String, byte[]> record, EntryKey key) {
    DocumentState before = states.delete(record.key());
    if (before != null) {
      before.nodes().keySet().forEach(id -> forward(record, key, id, null));
      meters.deleted(key.collection());
      meters.tombstoned(key.collection(), before.nodes().size());
    }
  }

  private void update(Record<String, byte[]> record, EntryKey key, Document document) {
    String content = documentNodes.contentHash(document);
    String description = documentNodes.descriptionHash(document);
    DocumentState known = states.get(record.key());
    DocumentState before = known == null ? DocumentState.none() : known;
    if (before.isSameAs(content, description)) {
      meters.skipped(key.collection());
      return;
    }
    NodeSequence nodes;
    DocumentState after;
    try {
      nodes = parse(key, document);
      after = new DocumentState(content, description, marks(record, key, nodes));
      limits.checkState(record.key(), after);
    } catch (ExtractorClosed e) {
      throw e;
    } catch (DocumentRejected | RuntimeException e) {
      meters.failed(key.collection());
      putAside(record, "parse", e);
      return;
    }
    meters.parsed(key.collection());
    nodes
        .unplacedQuestions()
        .forEach(id -> LOG.warnf("no node of %s has the answer to question %s", key, id));
    boolean redescribed = !before.description().equals(description);
    emitChanges(record, key, nodes, before.nodes(), redescribed);
    states.put(record.key(), after);
  }

  /** Of all nodes; so it is known before the first is sent that each can be. */
  private Map<String, Long> marks(Record<String, byte[]> record, EntryKey key, NodeSequence nodes)
      throws DocumentRejected {
    OutputLimits.Sum sum = limits.sum();
    Map<String, Long> marks = new LinkedHashMap<>();
    for (Node node : nodes) {
      sum.add(nodeRecord(record, key, node.getNodeId(), node.toByteArray()));
      marks.put(node.getNodeId(), DocumentNodes.mark(node));
    }
    return marks;
  }

  private NodeSequence parse(EntryKey key, Document document) throws DocumentRejected {
    long start = System.nanoTime();
    try {
      return documentNodes.of(key, document);
    } finally {
      Timer timer = meters.parsing(key.collection());
      timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  private void emitChanges(
      Record<String, byte[]> record,
      EntryKey key,
      NodeSequence nodes,
      Map<String, Long> before,
      boolean redescribed) {
    Map<String, Long> vanished = new LinkedHashMap<>(before);
    int emitted = 0;
    int kept = 0;
    for (Node node : nodes) {
      Long markBefore = vanished.remove(node.getNodeId());
      if (redescribed || markBefore == null || markBefore != DocumentNodes.mark(node)) {
        forward(record, key, node.getNodeId(), node.toByteArray());
        emitted++;
      } else {
        kept++;
      }
    }
    vanished.keySet().forEach(id -> forward(record, key, id, null));
    meters.emitted(key.collection(), emitted);
    meters.kept(key.collection(), kept);
    meters.tombstoned(key.collection(), vanished.size());
  }

  private void forward(Record<String, byte[]> record, EntryKey document, String id, byte[] node) {
    context.forward(nodeRecord(record, document, id, node), IngestTopology.NODES_SINK);
  }

  private Record<String, byte[]> nodeRecord(
      Record<String, byte[]> record, EntryKey document, String id, byte[] node) {
    String key = new EntryKey(document.collection(), id).toString();
    Record<String, byte[]> out =
        new Record<>(key, node, record.timestamp(), new RecordHeaders(record.headers()));
    event.stamp(out.headers(), eventId(key), Instant.ofEpochMilli(record.timestamp()));
    return out;
  }

  /** The same when the same document is processed again. */
  private String eventId(String nodeKey) {
    RecordMetadata document = context.recordMetadata().orElseThrow();
    return CloudEvent.id(
        Topics.NODES,
        nodeKey,
        CloudEvent.position(document.topic(), document.partition(), document.offset()));
  }

  private void putAside(Record<String, byte[]> record, String stage, Exception cause) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    context.forward(
        deadLetters.of(record, context.recordMetadata(), stage, cause, now),
        IngestTopology.DEAD_LETTERS_SINK);
  }
}

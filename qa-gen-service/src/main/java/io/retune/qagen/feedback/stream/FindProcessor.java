package io.retune.qagen.feedback.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.streams.StateCompaction;
import io.retune.qagen.feedback.ClickedAnswers;
import io.retune.qagen.feedback.FeedbackConfig;
import io.retune.qagen.feedback.FoundAnswers;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.FeedbackQuestions;
import io.retune.schemas.v1.FeedbackSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the searches of its collections, and from time to time looks what those that changed show:
 * the questions that each node answers. It sends those of the nodes where they are others than
 * before; what was sent is kept, so that a restart sends nothing twice.
 */
final class FindProcessor implements Processor<String, byte[], String, byte[]> {
  /** So often all collections are looked at, as searches grow old without a record. */
  private static final Duration ALL_EVERY = Duration.ofHours(1);

  /**
   * Nodes whose questions are sent at one look: whoever reads them looks each up, so that a flood
   * comes in portions.
   */
  static final int CHANGES_AT_ONCE = 256;

  private final FeedbackConfig config;
  private final FeedbackMeters meters;
  private final CloudEvent event;
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> looked = new LinkedHashSet<>();
  private ProcessorContext<String, byte[]> context;
  private SearchStore searches;
  private KeyValueStore<String, byte[]> sent;

  FindProcessor(FeedbackConfig config, FeedbackMeters meters, CloudEvent event) {
    this.config = config;
    this.meters = meters;
    this.event = event;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    KeyValueStore<String, byte[]> kept = context.getStateStore(FeedbackTopology.SEARCHES);
    searches = new SearchStore(kept, context.getStateStore(FeedbackTopology.GONE));
    sent = context.getStateStore(FeedbackTopology.SENT);
    StateCompaction.schedule(context, kept);
    StateCompaction.schedule(context, sent);
    context.schedule(config.every(), PunctuationType.WALL_CLOCK_TIME, this::look);
    context.schedule(ALL_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> changeAll());
    changeAll();
  }

  @Override
  public void process(Record<String, byte[]> record) {
    EntryKey key = EntryKey.parse(record.key());
    if (record.value() != null) {
      searches.add(record.key(), search(record.value()));
      changed.add(key.collection());
    } else if (searches.forget(key)) {
      changed.add(key.collection());
    }
  }

  @Override
  public void close() {
    looked.forEach(meters::left);
  }

  private void changeAll() {
    changed.addAll(searches.collections());
    changed.addAll(looked);
  }

  private void look(long time) {
    Instant now = Instant.ofEpochMilli(time);
    for (Iterator<String> each = changed.iterator(); each.hasNext(); ) {
      String collection = each.next();
      if (meters.looking().record(() -> look(collection, now))) {
        each.remove();
      }
    }
  }

  /** Returns whether all was sent. */
  private boolean look(String collection, Instant now) {
    int dropped = searches.clean(collection, now.minus(config.keep()), config.maxSearches());
    if (dropped > 0) {
      meters.dropped(collection, dropped);
    }
    FoundAnswers found = ClickedAnswers.of(searches.searches(collection), config.rule());
    SortedMap<String, FeedbackQuestions> byNode =
        FoundQuestions.of(found.answers(), config.maxQuestions());
    int questions = byNode.values().stream().mapToInt(FeedbackQuestions::getQuestionsCount).sum();
    meters.found(new FeedbackStatus(collection, questions, found.versions(), now));
    looked.add(collection);
    return send(collection, byNode, now);
  }

  private boolean send(String collection, SortedMap<String, FeedbackQuestions> found, Instant now) {
    SortedMap<String, FeedbackQuestions> changes = new TreeMap<>();
    found.forEach(
        (node, questions) -> {
          byte[] before = sent.get(new EntryKey(collection, node).toString());
          if (before == null || !FoundQuestions.areSame(questions(before), questions)) {
            changes.put(new EntryKey(collection, node).toString(), questions);
          }
        });
    try (KeyValueIterator<String, byte[]> all =
        sent.range(EntryKey.prefix(collection), SearchStore.end(collection))) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> each = all.next();
        if (!found.containsKey(EntryKey.parse(each.key).id())) {
          changes.put(each.key, FeedbackQuestions.getDefaultInstance());
        }
      }
    }
    changes.entrySet().stream().limit(CHANGES_AT_ONCE).forEach(change -> send(change, now));
    return changes.size() <= CHANGES_AT_ONCE;
  }

  private void send(Map.Entry<String, FeedbackQuestions> change, Instant now) {
    boolean isGone = change.getValue().getQuestionsCount() == 0;
    byte[] value = isGone ? null : change.getValue().toByteArray();
    if (isGone) {
      sent.delete(change.getKey());
    } else {
      sent.put(change.getKey(), value);
    }
    Record<String, byte[]> record =
        new Record<>(change.getKey(), value, now.toEpochMilli(), new RecordHeaders());
    String origin = new ContentDigest().bare(change.getValue().toByteArray()).hex();
    event.stamp(
        record.headers(), CloudEvent.id(Topics.FEEDBACK_QUESTIONS, change.getKey(), origin), now);
    context.forward(record);
  }

  private static FeedbackSearch search(byte[] value) {
    try {
      return FeedbackSearch.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new SerializationException("a search cannot be read", e);
    }
  }

  private static FeedbackQuestions questions(byte[] value) {
    try {
      return FeedbackQuestions.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new SerializationException("questions that were sent cannot be read", e);
    }
  }
}

package io.retune.trainer.train.examples;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.BaseModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * All examples of a collection that were embedded by one base model.
 *
 * @param entries in the order of their ids
 * @param ofOtherModels records left out because another base model embedded them
 * @param unreadable records left out because they could not be read; each was a dead letter when it
 *     came
 */
public record ExampleSet(
    BaseModel baseModel, List<ExampleEntry> entries, int ofOtherModels, int unreadable) {

  public ExampleSet {
    entries = entries.stream().sorted(Comparator.comparing(ExampleEntry::id)).toList();
  }

  /**
   * Reads the records of a collection out of a store of raw records.
   *
   * @param maxBytes that their vectors may take
   * @throws TooManyExamplesException if they take more
   */
  public static ExampleSet read(
      ReadOnlyKeyValueStore<String, byte[]> store,
      String collection,
      BaseModel baseModel,
      long maxBytes) {
    List<ExampleEntry> entries = new ArrayList<>();
    long bytes = 0;
    int others = 0;
    int unreadable = 0;
    try (KeyValueIterator<String, byte[]> records =
        store.prefixScan(EntryKey.prefix(collection), new StringSerializer())) {
      while (records.hasNext()) {
        KeyValue<String, byte[]> record = records.next();
        try {
          ExampleEntry entry = ExampleEntry.parse(EntryKey.parse(record.key).id(), record.value);
          if (entry.baseModel().getFingerprint().equals(baseModel.getFingerprint())) {
            entries.add(entry);
            bytes += (long) entry.vectors() * baseModel.getDimension() * Float.BYTES;
          } else {
            others++;
          }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
          unreadable++;
        }
        if (bytes > maxBytes) {
          throw new TooManyExamplesException(entries.size(), maxBytes);
        }
      }
    }
    return new ExampleSet(baseModel, entries, others, unreadable);
  }

  /** Labelled questions that may be trained on. */
  public long trainingQuestions() {
    return entries.stream().mapToLong(ExampleEntry::trainingQuestions).sum();
  }

  /**
   * Questions on one side of the split that are evidence.
   *
   * @param validation whether those of nodes to evaluate on
   */
  public int evidence(EvidenceRule rule, boolean validation) {
    return (int)
        entries.stream()
            .filter(
                entry -> entry.node().filter(node -> node.validation() == validation).isPresent())
            .flatMap(entry -> entry.questions().stream())
            .filter(question -> rule.counts(question.questionClass()))
            .count();
  }
}

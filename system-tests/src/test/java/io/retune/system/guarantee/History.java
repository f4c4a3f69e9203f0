package io.retune.system.guarantee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What clients asked for and what they were told, in the order of the answers. Thread-safe. */
final class History {

  /** What a client was told. */
  enum Answer {
    /** It is done, or will be. */
    ACCEPTED,
    /** An error, or the connection broke: it has happened by now, or it never will. */
    FAILED,
    /** Nothing in time: it may happen yet. */
    NONE
  }

  /**
   * @param sent before the request left
   */
  record Entry(Instant sent, Operation operation, Answer answer) {
    Entry {
      Objects.requireNonNull(sent, "sent");
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(answer, "answer");
    }

    boolean accepted() {
      return answer == Answer.ACCEPTED;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(Instant sent, Operation operation, Answer answer) {
    entries.add(new Entry(sent, operation, answer));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Those of one kind. */
  <O extends Operation> List<Entry> entries(Class<O> kind) {
    return entries().stream().filter(entry -> kind.isInstance(entry.operation())).toList();
  }

  /**
   * What a document may be now: the last accepted write, those that failed after it, and those that
   * never got an answer. Before the first it is deleted.
   *
   * @return by {@code collection/document}
   */
  Map<String, List<Operation.Write>> possibleDocuments() {
    Map<String, List<Entry>> possible = new LinkedHashMap<>();
    for (Entry entry : entries()) {
      if (entry.operation() instanceof Operation.Write write) {
        List<Entry> last =
            possible.computeIfAbsent(
                write.key(), unseen -> new ArrayList<>(List.of(absent(write))));
        if (entry.accepted()) {
          last.removeIf(earlier -> earlier.answer() != Answer.NONE);
        }
        last.add(entry);
      }
    }
    Map<String, List<Operation.Write>> writes = new LinkedHashMap<>();
    possible.forEach(
        (key, last) ->
            writes.put(
                key, last.stream().map(entry -> (Operation.Write) entry.operation()).toList()));
    return writes;
  }

  private static Entry absent(Operation.Write write) {
    return new Entry(
        Instant.EPOCH, new Operation.Delete(write.collection(), write.document()), Answer.FAILED);
  }
}

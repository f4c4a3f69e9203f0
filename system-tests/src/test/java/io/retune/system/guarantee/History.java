package io.retune.system.guarantee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What clients asked for and what they were told, in the order of the answers. Thread-safe. */
final class History {

  /**
   * @param accepted whether the client was told that it is done or will be; else it may have
   *     happened or not
   */
  record Entry(Instant at, Operation operation, boolean accepted) {
    Entry {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(operation, "operation");
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(Operation operation, boolean accepted) {
    entries.add(new Entry(Instant.now(), operation, accepted));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * What a document may be now: every write since the last accepted one, and that one. A write
   * without an answer may have happened or not.
   *
   * @return by {@code collection/document} the possible last writes
   */
  synchronized Map<String, List<Operation>> possibleDocuments() {
    Map<String, List<Operation>> possible = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String key = documentKey(entry.operation());
      if (key == null) {
        continue;
      }
      List<Operation> last = possible.computeIfAbsent(key, unseen -> new ArrayList<>());
      if (entry.accepted()) {
        last.clear();
      }
      last.add(entry.operation());
    }
    return possible;
  }

  synchronized long accepted(Class<? extends Operation> kind) {
    return entries.stream()
        .filter(entry -> entry.accepted() && kind.isInstance(entry.operation()))
        .count();
  }

  private static String documentKey(Operation operation) {
    if (operation instanceof Operation.Put put) {
      return put.collection() + "/" + put.document();
    }
    if (operation instanceof Operation.Delete delete) {
      return delete.collection() + "/" + delete.document();
    }
    if (operation instanceof Operation.Rubbish rubbish) {
      return rubbish.collection() + "/" + rubbish.document();
    }
    return null;
  }
}

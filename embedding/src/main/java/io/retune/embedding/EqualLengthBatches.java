package io.retune.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts sequences of one length together, so that none needs padding. */
final class EqualLengthBatches {

  private EqualLengthBatches() {}

  /**
   * @param maxTokens the most tokens of a batch; a sequence longer than that is a batch alone
   * @return all sequences, longest first, so that parallel workers end at about the same time
   */
  static List<List<Row>> of(List<Row> rows, int maxTokens) {
    Map<Integer, List<Row>> byLength = new TreeMap<>(Comparator.reverseOrder());
    for (Row row : rows) {
      byLength.computeIfAbsent(row.tokens().length, length -> new ArrayList<>()).add(row);
    }
    List<List<Row>> batches = new ArrayList<>();
    byLength.forEach(
        (length, group) -> {
          int size = Math.max(1, maxTokens / length);
          for (int start = 0; start < group.size(); start += size) {
            batches.add(group.subList(start, Math.min(start + size, group.size())));
          }
        });
    return batches;
  }

  /**
   * @param text index of the text that the window is of
   * @param place where among the windows of its text
   */
  record Row(int text, int place, long[] tokens) {}
}

package io.retune.qagen.local;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many questions of each kind a node is asked. No single kind serves: training on any one of
 * them alone was measured to be worse than on their mix.
 *
 * @param counts questions a kind, none negative; kinds not named count zero
 */
public record LocalMix(Map<QuestionKind, Integer> counts) {

  public LocalMix {
    counts.forEach(
        (kind, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException(kind + ": " + count + " questions");
          }
        });
    EnumMap<QuestionKind, Integer> copy = new EnumMap<>(QuestionKind.class);
    copy.putAll(counts);
    counts = Map.copyOf(copy);
  }

  int count(QuestionKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}

package io.retune.qagen.local;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many questions a node is asked by each method. No single one serves: training on any one of
 * them alone was measured to be worse than on their mix.
 *
 * @param counts questions a method, none negative; methods not named count zero
 */
public record LocalMix(Map<LocalMethod, Integer> counts) {

  public LocalMix {
    counts.forEach(
        (method, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException(method + ": " + count + " questions");
          }
        });
    EnumMap<LocalMethod, Integer> copy = new EnumMap<>(LocalMethod.class);
    copy.putAll(counts);
    counts = Map.copyOf(copy);
  }

  /** The mix that the configuration names. */
  public static LocalMix of(LocalConfig config) {
    return new LocalMix(
        Map.of(
            LocalMethod.SENTENCE, config.sentences(),
            LocalMethod.SENTENCE_QUESTION, config.sentenceQuestions(),
            LocalMethod.PHRASE, config.phrases(),
            LocalMethod.PHRASE_PAIR, config.phrasePairs(),
            LocalMethod.CROP, config.crops()));
  }

  int count(LocalMethod method) {
    return counts.getOrDefault(method, 0);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}

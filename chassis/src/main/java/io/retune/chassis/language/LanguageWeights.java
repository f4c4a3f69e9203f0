package io.retune.chassis.language;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/**
 * What a language model of OpenNLP's holds of the pieces of a text. OpenNLP looks each up as text,
 * which took longer than to add up what it finds; here they are sorted numbers. Thread-safe.
 */
final class LanguageWeights {
  private final long[] grams;
  private final Context[] weights;
  private final String[] languages;

  private LanguageWeights(List<Map.Entry<Long, Context>> sorted, String[] languages) {
    this.grams = sorted.stream().mapToLong(Map.Entry::getKey).toArray();
    this.weights = sorted.stream().map(Map.Entry::getValue).toArray(Context[]::new);
    this.languages = languages;
  }

  /**
   * @throws IllegalArgumentException if the model knows longer pieces than {@link CharacterGrams}
   *     makes
   */
  @SuppressWarnings("unchecked")
  static LanguageWeights of(LanguageDetectorModel model) {
    Object[] parts = ((AbstractModel) model.getMaxentModel()).getDataStructures();
    return new LanguageWeights(
        ((Map<String, Context>) parts[1])
            .entrySet().stream()
                .map(entry -> Map.entry(CharacterGrams.number(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .toList(),
        (String[]) parts[2]);
  }

  /**
   * For each language, how much speaks for it: the logarithm of its probability, less one number
   * that is the same for all.
   *
   * @param text its pieces, in rising order
   */
  double[] scores(long[] text) {
    double[] scores = new double[languages.length];
    int from = 0;
    for (long gram : text) {
      int at = Arrays.binarySearch(grams, from, grams.length, gram);
      if (at >= 0) {
        add(weights[at], scores);
      }
      from = at >= 0 ? at + 1 : -at - 1;
    }
    return scores;
  }

  private static void add(Context context, double[] scores) {
    int[] outcomes = context.getOutcomes();
    double[] parameters = context.getParameters();
    for (int i = 0; i < outcomes.length; i++) {
      scores[outcomes[i]] += parameters[i];
    }
  }

  /** The code of a language, as the model names it. */
  String language(int index) {
    return languages[index];
  }
}

package io.retune.trainer.train.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Which questions an adapter is centred on: those it will meet, as far as there are enough of them
 * to tell their mean.
 */
final class Centring {

  /** Questions that were asked, labelled or not, from which on their mean is trusted. */
  static final int MIN_ASKED_QUESTIONS = 50;

  /**
   * Questions that were asked are trusted if they are spread at least this share of what the local
   * ones are. Real sets have .95 to 1.03 of it; fifty forms of one question that were tried, .4,
   * and an adapter centred on them serves nobody else.
   */
  private static final double MIN_SPREAD = 0.5;

  private Centring() {}

  static List<float[]> questions(TrainingSet set) {
    List<float[]> asked = new ArrayList<>(set.unlabelled());
    List<float[]> local = new ArrayList<>();
    for (QuestionGroup group : set.groups()) {
      (group.local() ? local : asked).addAll(group.questions());
    }
    boolean isTrusted =
        asked.size() >= MIN_ASKED_QUESTIONS && spread(asked) >= MIN_SPREAD * spread(local);
    return isTrusted || local.isEmpty() ? asked : local;
  }

  /** The mean squared distance of unit vectors from their mean; 0 of none. */
  private static double spread(List<float[]> vectors) {
    if (vectors.isEmpty()) {
      return 0;
    }
    double[] sum = new double[vectors.get(0).length];
    for (float[] vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    double squares = 0;
    for (double each : sum) {
      double mean = each / vectors.size();
      squares += mean * mean;
    }
    return 1 - squares;
  }
}

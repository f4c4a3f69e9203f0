package io.retune.trainer.train.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Which questions an adapter is centred on: those it will meet, as far as there are enough of them
 * to tell their mean.
 */
final class Centring {

  /** Real questions, labelled or not, from which on their mean is trusted. */
  static final int ENOUGH_REAL_QUESTIONS = 50;

  private Centring() {}

  static List<float[]> questions(TrainingSet set) {
    List<float[]> real = new ArrayList<>(set.unlabelled());
    List<float[]> local = new ArrayList<>();
    for (QuestionGroup group : set.groups()) {
      (group.real() ? real : local).addAll(group.questions());
    }
    if (real.size() >= ENOUGH_REAL_QUESTIONS || local.isEmpty()) {
      return real;
    }
    return local;
  }
}

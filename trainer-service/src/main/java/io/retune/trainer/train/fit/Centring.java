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

  private Centring() {}

  static List<float[]> questions(TrainingSet set) {
    List<float[]> asked = new ArrayList<>(set.unlabelled());
    List<float[]> local = new ArrayList<>();
    for (QuestionGroup group : set.groups()) {
      (group.local() ? local : asked).addAll(group.questions());
    }
    if (asked.size() >= MIN_ASKED_QUESTIONS || local.isEmpty()) {
      return asked;
    }
    return local;
  }
}

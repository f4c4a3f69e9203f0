package io.retune.trainer.train.fit;

import java.util.BitSet;
import java.util.List;

/**
 * Training questions of one kind. They share a mean and a softmax set: the nodes that one of them
 * asks about.
 *
 * @param name for people: "local", "imported"…
 * @param local whether they were cut from the text of their nodes
 * @param questions unit vectors, in the order of their ids
 * @param answers for each question the place of its node in {@link TrainingSet#nodes}
 * @param evidence places of the questions that a blend may be chosen by
 * @param memorable places of the questions that an adapter may keep in its memory
 */
public record QuestionGroup(
    String name,
    boolean local,
    List<float[]> questions,
    int[] answers,
    BitSet evidence,
    BitSet memorable) {

  public QuestionGroup {
    questions = List.copyOf(questions);
    evidence = (BitSet) evidence.clone();
    memorable = (BitSet) memorable.clone();
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("a question group needs a question: " + name);
    }
    if (questions.size() != answers.length) {
      throw new IllegalArgumentException(
          "%d questions but %d answers: %s".formatted(questions.size(), answers.length, name));
    }
    if (evidence.length() > answers.length || memorable.length() > answers.length) {
      throw new IllegalArgumentException("a place beyond the questions: " + name);
    }
  }

  /** Questions that were cut from the text: none is evidence, and each may be kept in a memory. */
  public static QuestionGroup local(List<float[]> questions, int[] answers) {
    return new QuestionGroup("local", true, questions, answers, new BitSet(), all(answers.length));
  }

  /** Questions that were asked, each of which is evidence. */
  public static QuestionGroup asked(String name, List<float[]> questions, int[] answers) {
    return new QuestionGroup(name, false, questions, answers, all(answers.length), new BitSet());
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  public int size() {
    return questions.size();
  }

  /** How many of its questions are evidence. */
  public int evidenceSize() {
    return evidence.cardinality();
  }

  boolean isEvidence(int place) {
    return evidence.get(place);
  }

  boolean isMemorable(int place) {
    return memorable.get(place);
  }
}

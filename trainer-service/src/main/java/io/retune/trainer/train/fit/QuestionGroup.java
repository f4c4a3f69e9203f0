package io.retune.trainer.train.fit;

import java.util.List;

/**
 * Training questions of one kind. They share a mean and a softmax set: the nodes that one of them
 * asks about.
 *
 * @param name for people: "local", "imported"…
 * @param real whether people or a language model asked them, rather than the local generator
 * @param questions unit vectors, in the order of their ids
 * @param answers for each question the place of its node in {@link TrainingSet#nodes}
 */
public record QuestionGroup(String name, boolean real, List<float[]> questions, int[] answers) {

  public QuestionGroup {
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("a question group needs a question: " + name);
    }
    if (questions.size() != answers.length) {
      throw new IllegalArgumentException(
          "%d questions but %d answers: %s".formatted(questions.size(), answers.length, name));
    }
  }

  public int size() {
    return questions.size();
  }
}

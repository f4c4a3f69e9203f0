package io.retune.eval.evaluation;

import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.QuestionMix;
import java.util.Arrays;
import java.util.List;

/**
 * Questions that are evaluated together, with the nodes that answer them.
 *
 * <p>The arrays are shared, not copied: treat them as read-only.
 *
 * @param name such as "evidence"
 * @param mix how many of them are of which class
 * @param vectors of the base model, of unit length, question by question
 * @param keys question by question
 * @param texts question by question
 * @param answers for each question the rows of the corpus that answer it, at least one
 * @param clusters for each question its cluster, from 0: questions that share a node share it
 */
public record QuestionSet(
    String name,
    QuestionMix mix,
    VectorTable vectors,
    List<QuestionKey> keys,
    List<String> texts,
    int[][] answers,
    int[] clusters) {
  public QuestionSet {
    keys = List.copyOf(keys);
    texts = List.copyOf(texts);
    if (texts.isEmpty()
        || mix.total() != texts.size()
        || vectors.rows() != texts.size()
        || keys.size() != texts.size()
        || answers.length != texts.size()
        || clusters.length != texts.size()) {
      throw new IllegalArgumentException(
          "a question set needs a class, a key, a text, a vector, answers and a cluster for each question");
    }
  }

  public int questions() {
    return texts.size();
  }

  /** Nodes that answer one of the questions. */
  public int askedNodes() {
    return (int) Arrays.stream(answers).flatMapToInt(Arrays::stream).distinct().count();
  }
}

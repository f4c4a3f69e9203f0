package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.schemas.v1.MemoryRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The questions that an adapter may keep in its memory, with the nodes that they were cut from.
 *
 * @param questions unit vectors of the base model
 * @param answers for each question the place of its node in the training set
 */
record Memorised(List<float[]> questions, int[] answers) {

  /** Those of a training set, in its order. */
  static Memorised of(TrainingSet set) {
    List<float[]> questions = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    for (QuestionGroup group : set.groups()) {
      for (int i = 0; i < group.size(); i++) {
        if (group.isMemorable(i)) {
          questions.add(group.questions().get(i));
          answers.add(group.answers()[i]);
        }
      }
    }
    return new Memorised(questions, answers.stream().mapToInt(Integer::intValue).toArray());
  }

  boolean isEmpty() {
    return questions.isEmpty();
  }

  /** Where the memory points to for each query, as {@link QuestionMemory#direction} has it. */
  NDArray direction(
      NDManager scope, NDArray adapted, NDArray keys, NDArray nodes, MemoryRecipe recipe) {
    int rows = (int) adapted.getShape().get(0);
    int dimension = (int) adapted.getShape().get(1);
    int nearest = Math.min(recipe.getNearest(), answers.length);
    var best = adapted.matMul(keys.transpose()).topK(nearest, 1, true, true);
    NDArray weights = best.get(0).div(recipe.getTemperature()).softmax(1);
    long[] places =
        Arrays.stream(best.get(1).toLongArray()).map(key -> answers[(int) key]).toArray();
    NDArray towards =
        nodes
            .get(scope, new NDIndex("{}", scope.create(places)))
            .reshape(new Shape(rows, nearest, dimension));
    return Rows.unit(weights.reshape(new Shape(rows, 1, nearest)).batchMatMul(towards).squeeze(1));
  }

  /**
   * The memory of an adapter.
   *
   * @param nodes of the training set
   */
  QuestionMemory remembered(LinearAdapter adapter, List<float[]> nodes, MemoryRecipe recipe) {
    int[] asked = Arrays.stream(answers).distinct().sorted().toArray();
    return QuestionMemory.of(
        questions.stream().map(adapter::apply).toList(),
        Arrays.stream(answers).map(answer -> Arrays.binarySearch(asked, answer)).toArray(),
        Arrays.stream(asked).mapToObj(nodes::get).toList(),
        new QuestionMemory.Focus(recipe.getNearest(), recipe.getTemperature()));
  }
}

package io.retune.bench.training;

import io.retune.trainer.train.fit.QuestionGroup;
import io.retune.trainer.train.fit.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Training sets of any size: unit vectors, each question near its node. The time of a fit does not
 * depend on what they say.
 *
 * @param nodes of the collection
 * @param questionsPerNode local ones
 */
record MadeUpExamples(int dimension, int nodes, int questionsPerNode) {

  private static final double NOISE = 1.2;

  TrainingSet trainingSet() {
    Random random = new Random(7);
    List<float[]> vectors = new ArrayList<>();
    List<float[]> questions = new ArrayList<>();
    int[] answers = new int[Math.multiplyExact(nodes, questionsPerNode)];
    for (int node = 0; node < nodes; node++) {
      float[] vector = near(random, new float[dimension], 1);
      for (int question = 0; question < questionsPerNode; question++) {
        answers[questions.size()] = node;
        questions.add(near(random, vector, NOISE));
      }
      vectors.add(vector);
    }
    return new TrainingSet(
        dimension, vectors, List.of(QuestionGroup.local(questions, answers)), List.of());
  }

  private static float[] near(Random random, float[] centre, double noise) {
    double[] values = new double[centre.length];
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = centre[i] + noise * random.nextGaussian() / Math.sqrt(centre.length);
      square += values[i] * values[i];
    }
    float[] unit = new float[centre.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(square));
    }
    return unit;
  }
}

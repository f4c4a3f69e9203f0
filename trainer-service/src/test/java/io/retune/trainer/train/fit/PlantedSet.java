package io.retune.trainer.train.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up training sets with something to learn: questions are their node under a linear map, a
 * shift and noise, so that the base model ranks badly what an adapter can rank well. The same
 * numbers give the same set.
 */
record PlantedSet(int dimension, int nodes, long seed) {

  private static final double NOISE = 0.25;

  TrainingSet with(int askedPerNode, int localPerNode) {
    Random random = new Random(seed);
    double[] scales = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      scales[i] = Math.exp(random.nextGaussian());
    }
    List<float[]> vectors = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      double[] values = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        values[i] = 0.5 + random.nextGaussian();
      }
      vectors.add(unit(values));
    }
    List<QuestionGroup> groups = new ArrayList<>();
    if (askedPerNode > 0) {
      groups.add(group("imported", askedPerNode, vectors, scales, 0.15, random));
    }
    if (localPerNode > 0) {
      groups.add(group("local", localPerNode, vectors, scales, -0.2, random));
    }
    return new TrainingSet(dimension, vectors, groups, List.of());
  }

  private QuestionGroup group(
      String name,
      int perNode,
      List<float[]> vectors,
      double[] scales,
      double shift,
      Random random) {
    List<float[]> questions = new ArrayList<>();
    int[] answers = new int[nodes * perNode];
    for (int question = 0; question < answers.length; question++) {
      answers[question] = question / perNode;
      float[] node = vectors.get(answers[question]);
      double[] values = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        values[i] =
            scales[i] * node[i] + shift + NOISE * random.nextGaussian() / Math.sqrt(dimension);
      }
      questions.add(unit(values));
    }
    return name.equals("local")
        ? QuestionGroup.local(questions, answers)
        : QuestionGroup.asked(name, questions, answers);
  }

  private static float[] unit(double[] values) {
    double square = 0;
    for (double value : values) {
      square += value * value;
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(square));
    }
    return unit;
  }
}

package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains the map W of the whitened recipe: with x = unit(T(q − μ)) for a question q of a group with
 * mean μ, and T(d − m) for the nodes, the softmax of scale·(Wx)·T(d − m) over the group's nodes is
 * to find the question's own node. The loss is its mean cross-entropy over the batch plus λ‖W −
 * I‖². W starts at the identity and follows Adam under a cosine schedule with warm-up.
 *
 * <p>The gradient is written out rather than found by autograd: it is two products, and half the
 * time.
 */
final class WhitenedFit {

  private final WhitenedRecipe recipe;
  private final TrainingSet set;
  private final Preconditioner preconditioner;
  private final List<GroupInputs> groups = new ArrayList<>();
  private final NDArray whitening;
  private final NDArray targets;

  private WhitenedFit(NDManager manager, TrainingSet set, WhitenedRecipe recipe, long seed) {
    this.recipe = recipe;
    this.set = set;
    this.preconditioner = Preconditioner.of(manager, set.nodes(), set.dimension());
    this.whitening =
        Rows.array(manager, preconditioner.map(), new Shape(set.dimension(), set.dimension()));
    this.targets = manager.create(new Shape(set.nodes().size(), set.dimension()));
    try (NDManager scope = manager.newSubManager()) {
      NDArray centred =
          Rows.matrix(scope, set.nodes(), set.dimension())
              .subi(Rows.array(scope, preconditioner.mean(), new Shape(set.dimension())));
      centred.matMul(whitening).copyTo(targets);
    }
    SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    for (QuestionGroup group : set.groups()) {
      groups.add(new GroupInputs(manager, group, random.split()));
    }
  }

  /**
   * Trains on the whole set.
   *
   * @param order which questions each step sees
   */
  static WhitenedMap train(
      NDManager manager, TrainingSet set, WhitenedRecipe recipe, long seed, BatchOrder order) {
    try (NDManager scope = manager.newSubManager()) {
      return new WhitenedFit(scope, set, recipe, seed).train(scope, order);
    }
  }

  private WhitenedMap train(NDManager manager, BatchOrder order) {
    int dimension = set.dimension();
    NDArray identity = manager.eye(dimension);
    NDArray map = manager.eye(dimension);
    Adam adam = new Adam(map, 0, Adam.Decay.WEIGHTS);
    LearningCurve curve = new LearningCurve(recipe.getSteps());
    for (int step = 1; step <= recipe.getSteps(); step++) {
      double rate = learningRate(step);
      try (NDManager scope = manager.newSubManager()) {
        scope.tempAttachAll(map, identity, targets, whitening);
        groups.forEach(group -> group.attach(scope));
        int[][] batch = order.batch(step - 1);
        NDArray away = map.sub(identity);
        NDArray gradient = away.mul(2 * recipe.getLambda());
        int size = 0;
        for (int[] rows : batch) {
          size += rows.length;
        }
        boolean wanted = curve.wants(step);
        double loss = 0;
        for (int group = 0; group < batch.length; group++) {
          if (batch[group].length > 0) {
            loss += groups.get(group).addGradient(scope, map, batch[group], size, gradient, wanted);
          }
        }
        if (wanted) {
          loss += recipe.getLambda() * away.square().sum().getFloat();
          curve.add(step, loss, rate);
        }
        adam.update(scope, map, gradient, rate);
      }
    }
    NDArray learned = whitening.matMul(map).matMul(whitening);
    return new WhitenedMap(dimension, learned.toFloatArray(), curve.points());
  }

  private double learningRate(int step) {
    double warmup = recipe.getWarmupShare() * recipe.getSteps();
    double rising = warmup > 0 ? Math.min(1, step / warmup) : 1;
    double falling = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / recipe.getSteps()));
    return recipe.getLearningRate() * rising * falling;
  }

  private final class GroupInputs {

    private final QuestionGroup group;
    private final float[] mean;
    private final SoftmaxTargets softmax;
    private final NDArray candidates;

    GroupInputs(NDManager manager, QuestionGroup group, SplittableRandom random) {
      this.group = group;
      this.mean = Rows.mean(group.questions(), set.dimension());
      this.softmax =
          new SoftmaxTargets(group.answers(), set.nodes().size(), recipe.getSoftmaxNodes(), random);
      if (softmax.isSampled() || softmax.size() == set.nodes().size()) {
        this.candidates = targets;
      } else {
        this.candidates = pick(manager, targets, softmax.all());
      }
    }

    /**
     * Lets a step's results live and die with the step. The targets of all nodes are attached by
     * whoever owns them.
     */
    void attach(NDManager scope) {
      if (candidates != targets) {
        scope.tempAttachAll(candidates);
      }
    }

    /** Adds this group's part of the gradient; returns its part of the loss, 0 unless wanted. */
    double addGradient(
        NDManager scope, NDArray map, int[] rows, int batchSize, NDArray gradient, boolean wanted) {
      int[] answers = new int[rows.length];
      List<float[]> questions = new ArrayList<>(rows.length);
      for (int i = 0; i < rows.length; i++) {
        answers[i] = group.answers()[rows[i]];
        questions.add(group.questions().get(rows[i]));
      }
      NDArray inputs =
          Rows.unit(
              Rows.matrix(scope, questions, set.dimension())
                  .subi(Rows.array(scope, mean, new Shape(set.dimension())))
                  .matMul(whitening));
      NDArray others =
          softmax.isSampled() ? pick(scope, targets, softmax.sample(answers)) : candidates;
      NDArray own = pick(scope, targets, answers);
      NDArray mapped = inputs.matMul(map.transpose());
      NDArray logits = mapped.matMul(others.transpose()).muli(recipe.getScale());
      NDArray pull = logits.softmax(1).matMul(others).subi(own);
      gradient.addi(pull.transpose().matMul(inputs).muli(recipe.getScale() / batchSize));
      if (!wanted) {
        return 0;
      }
      NDArray highest = logits.max(new int[] {1}, true);
      NDArray logSum = logits.sub(highest).exp().sum(new int[] {1}).log().addi(highest.squeeze(1));
      NDArray score = mapped.mul(own).sum(new int[] {1}).muli(recipe.getScale());
      return logSum.sub(score).sum().getFloat() / batchSize;
    }
  }

  private static NDArray pick(NDManager scope, NDArray matrix, int[] rows) {
    long[] places = Arrays.stream(rows).asLongStream().toArray();
    return matrix.get(scope, new NDIndex("{}", scope.create(places)));
  }
}

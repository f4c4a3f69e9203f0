package io.retune.trainer.train.fit;

import java.util.ArrayList;
import java.util.List;

/** Collects about thirty points of a training, the first and the last step among them. */
final class LearningCurve {

  private static final int POINTS = 30;

  private final int steps;
  private final int interval;
  private final List<CurvePoint> points = new ArrayList<>();

  LearningCurve(int steps) {
    this.steps = steps;
    this.interval = Math.max(1, steps / POINTS);
  }

  /** Whether the loss of this step, from 1, is wanted: working it out costs time. */
  boolean wants(int step) {
    return step == 1 || step == steps || step % interval == 0;
  }

  /**
   * @throws TrainingException where the loss is no number: further steps cannot mend that
   */
  void add(int step, double loss, double learningRate) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException("the loss is no longer a number at step " + step);
    }
    points.add(new CurvePoint(step, loss, learningRate));
  }

  List<CurvePoint> points() {
    return List.copyOf(points);
  }
}

package io.retune.eval.rest;

import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.LearningCurvePoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the fit of a version went.
 *
 * @param points by step; none of an adapter that was trained elsewhere
 * @param trainingMillis how long it took
 */
public record LearningCurve(
    String collection, long version, List<Point> points, long trainingMillis) {
  /** More could not be told apart on a screen. */
  private static final int MAX_POINTS = 500;

  public LearningCurve {
    points = List.copyOf(points);
  }

  /** A point of it. */
  public record Point(int step, double loss, double learningRate) {
    static Point of(LearningCurvePoint point) {
      return new Point(point.getStep(), point.getLoss(), point.getLearningRate());
    }

    /** JSON has no other numbers; a loss that is none is a fit that failed. */
    boolean isFinite() {
      return Double.isFinite(loss) && Double.isFinite(learningRate);
    }
  }

  /** Of a checkpoint, evenly thinned where it has very many points. */
  static LearningCurve of(AdapterCheckpoint checkpoint) {
    List<LearningCurvePoint> all = checkpoint.getLearningCurveList();
    int points = Math.min(all.size(), MAX_POINTS);
    return new LearningCurve(
        checkpoint.getCollection(),
        checkpoint.getVersion(),
        IntStream.range(0, points)
            .mapToObj(
                i -> all.get(points < 2 ? 0 : (int) ((long) i * (all.size() - 1) / (points - 1))))
            .map(Point::of)
            .filter(Point::isFinite)
            .toList(),
        checkpoint.getTrainingMillis());
  }
}

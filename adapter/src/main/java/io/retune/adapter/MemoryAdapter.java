package io.retune.adapter;

import io.retune.adapter.memory.QuestionMemory;
import java.util.Objects;

/**
 * A linear adapter with a question memory: unit(a + β·m), where a is the query as the linear
 * adapter maps it and m, of unit length, points to the nodes whose questions are most like a.
 */
public final class MemoryAdapter implements Adapter {

  private final LinearAdapter linear;
  private final QuestionMemory memory;
  private final double beta;

  /**
   * @param linear onto vectors of the dimension that it takes
   * @param memory of questions as the linear adapter maps them
   * @param beta how far a query is moved, above 0
   * @throws IllegalArgumentException where the dimensions do not fit, or beta is no positive number
   */
  public MemoryAdapter(LinearAdapter linear, QuestionMemory memory, double beta) {
    this.linear = Objects.requireNonNull(linear, "linear");
    this.memory = Objects.requireNonNull(memory, "memory");
    this.beta = beta;
    if (!linear.fits(memory.dimension())) {
      throw new IllegalArgumentException(
          "an adapter of %d inputs and %d outputs with a memory of %d dimensions"
              .formatted(linear.inputs(), linear.outputs(), memory.dimension()));
    }
    if (!(beta > 0) || !Double.isFinite(beta)) {
      throw new IllegalArgumentException("a memory moves a query by " + beta);
    }
  }

  @Override
  public float[] apply(float[] queryVector) {
    float[] adapted = linear.apply(queryVector);
    double[] direction = memory.direction(adapted);
    for (int i = 0; i < adapted.length; i++) {
      adapted[i] = (float) (adapted[i] + beta * direction[i]);
    }
    return UnitLength.of(adapted);
  }

  @Override
  public boolean fits(int dimension) {
    return linear.fits(dimension);
  }

  /** The adapter without its memory. */
  public LinearAdapter linear() {
    return linear;
  }

  public QuestionMemory memory() {
    return memory;
  }

  /** How far a query is moved; 0 would be the linear adapter alone. */
  public double beta() {
    return beta;
  }
}

package io.retune.trainer.train.fit;

import io.retune.adapter.Adapter;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A finished training.
 *
 * @param adapter what was learned
 * @param curve of the training
 * @param alpha share of the learned map in a whitened adapter
 * @param alphaQuestions evidence questions that alpha and beta were chosen from; 0 where they were
 *     given
 */
public record Fitted(
    Adapter adapter, List<CurvePoint> curve, OptionalDouble alpha, int alphaQuestions) {

  public Fitted {
    curve = List.copyOf(curve);
  }
}

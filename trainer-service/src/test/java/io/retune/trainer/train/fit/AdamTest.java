package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.Test;

class AdamTest {

  private static final float RATE = 0.5f;

  /** As small as ε, so that it matters where ε is added. */
  private static final float GRADIENT = 1e-8f;

  private final TorchEngine engine = new TorchEngine();

  @Test
  void addsEpsilonToTheCorrectedRootAsPyTorchDoes() {
    // When
    float step =
        engine.run(
            manager -> {
              NDArray weights = manager.create(new float[] {0});
              new Adam(weights, 0, Adam.Decay.WEIGHTS)
                  .update(manager, weights, manager.create(new float[] {GRADIENT}), RATE);
              return weights.getFloat();
            });

    // Then: torch.optim.Adam's first step is rate · g / (|g| + ε)
    assertThat(step).isCloseTo(-RATE / 2, within(1e-5f));
  }

  @Test
  void differsFromTheOneOfDjlWhichAddsItBefore() {
    // When
    float step =
        engine.run(
            manager -> {
              NDArray weights = manager.create(new float[] {0});
              Optimizer.adam()
                  .optLearningRateTracker(Tracker.fixed(RATE))
                  .build()
                  .update("weights", weights, manager.create(new float[] {GRADIENT}));
              return weights.getFloat();
            });

    // Then: rate · g / (|g| + √1000 · ε)
    assertThat(step).isCloseTo(-RATE / (1 + (float) Math.sqrt(1000)), within(1e-4f));
  }
}

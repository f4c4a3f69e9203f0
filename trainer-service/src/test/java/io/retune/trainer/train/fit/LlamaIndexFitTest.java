package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.NamedTensors;
import io.retune.schemas.v1.LlamaIndexRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LlamaIndexFitTest {

  private final TorchEngine engine = new TorchEngine();

  @Test
  void learnsTheLinearNetworkThatAnotherImplementationLearns() {
    // Given
    Fixture fixture = Fixture.read("llama-index-linear.json");
    int dimension = fixture.count("dimension");
    Adapter start =
        new LinearAdapter(
            Tensor.of(start(fixture, "linear.weight"), dimension, dimension),
            Optional.of(Tensor.vector(start(fixture, "linear.bias"))));

    // When
    Fitted fitted = train(fixture, start);

    // Then
    assertSameWeights(fitted, fixture);
  }

  @Test
  void learnsTheTwoLayerNetworkThatAnotherImplementationLearns() {
    // Given
    Fixture fixture = Fixture.read("llama-index-two-layer.json");
    int dimension = fixture.count("dimension");
    int hidden = fixture.count("hidden");
    Adapter start =
        new TwoLayerAdapter(
            Tensor.of(start(fixture, "linear1.weight"), hidden, dimension),
            Tensor.vector(start(fixture, "linear1.bias")),
            Tensor.of(start(fixture, "linear2.weight"), dimension, hidden),
            Tensor.vector(start(fixture, "linear2.bias")),
            Activation.TANH,
            start(fixture, "residual_weight")[0],
            true);

    // When
    Fitted fitted = train(fixture, start);

    // Then
    assertSameWeights(fitted, fixture);
  }

  private Fitted train(Fixture fixture, Adapter start) {
    List<float[]> questions = Fixture.rows(fixture.json().required("questions"));
    List<float[]> nodes = Fixture.rows(fixture.json().required("nodes"));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      examples.add(new Example(questions.get(i), nodes.get(i)));
    }
    return engine.run(manager -> LlamaIndexFit.train(manager, examples, recipe(fixture), start));
  }

  private static void assertSameWeights(Fitted fitted, Fixture fixture) {
    JsonNode expected = fixture.json().required("weights");
    NamedTensors.ofNetwork(fitted.adapter())
        .forEach(
            (name, tensor) ->
                assertThat(tensor.toArray())
                    .as(name)
                    .containsExactly(Fixture.flat(expected.required(name)), within(1e-4f)));
    assertThat(fitted.curve().get(0).loss()).isCloseTo(fixture.number("firstLoss"), within(1e-4));
  }

  private static float[] start(Fixture fixture, String name) {
    return Fixture.flat(fixture.json().required("start").required(name));
  }

  private static LlamaIndexRecipe recipe(Fixture fixture) {
    return LlamaIndexRecipe.newBuilder()
        .setOptimizer(LlamaIndexRecipe.Optimizer.OPTIMIZER_ADAMW)
        .setEpochs(fixture.count("epochs"))
        .setBatchSize(fixture.count("batchSize"))
        .setLearningRate(fixture.number("learningRate"))
        .setWeightDecay(fixture.number("weightDecay"))
        .setWarmupShare(fixture.number("warmupShare"))
        .setMaxGradientNorm(fixture.number("maxGradientNorm"))
        .setScale(fixture.number("scale"))
        .build();
  }
}

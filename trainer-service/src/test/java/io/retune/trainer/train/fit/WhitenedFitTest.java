package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.adapter.LinearAdapter;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhitenedFitTest {

  private final TorchEngine engine = new TorchEngine();

  @Test
  void learnsTheWeightsThatAnotherImplementationLearnsFromTheSameBatches() {
    // Given
    Fixture fixture = Fixture.read("whitened.json");
    TrainingSet set = trainingSet(fixture);
    BatchOrder order =
        step -> {
          JsonNode batch = fixture.json().required("batches").get(step);
          return new int[][] {Fixture.integers(batch.get(0)), Fixture.integers(batch.get(1))};
        };

    // When
    LinearAdapter adapter =
        engine.run(
            manager ->
                Blend.centred(
                        manager,
                        WhitenedFit.train(manager, set, recipe(fixture), 1, order),
                        set.groups().get(1).questions())
                    .at(fixture.number("alpha")));

    // Then
    assertThat(adapter.weight().toArray())
        .containsExactly(Fixture.flat(fixture.json().required("weight")), within(1e-4f));
    assertThat(adapter.bias().orElseThrow().toArray())
        .containsExactly(Fixture.flat(fixture.json().required("bias")), within(1e-4f));
  }

  @Test
  void reportsTheLossThatAnotherImplementationFinds() {
    // Given
    Fixture fixture = Fixture.read("whitened.json");
    BatchOrder order =
        step -> {
          JsonNode batch = fixture.json().required("batches").get(step);
          return new int[][] {Fixture.integers(batch.get(0)), Fixture.integers(batch.get(1))};
        };

    // When
    List<CurvePoint> curve =
        engine.run(
            manager ->
                WhitenedFit.train(manager, trainingSet(fixture), recipe(fixture), 1, order)
                    .curve());

    // Then
    assertThat(curve.get(0).loss()).isCloseTo(fixture.number("firstLoss"), within(1e-4));
    assertThat(curve.get(curve.size() - 1).step()).isEqualTo(fixture.count("steps"));
    assertThat(curve.get(curve.size() - 1).loss())
        .isCloseTo(fixture.number("lastLoss"), within(1e-4));
  }

  @Test
  void evensOutTheNodesAsAnotherImplementationDoes() {
    // Given
    Fixture fixture = Fixture.read("whitened.json");
    TrainingSet set = trainingSet(fixture);

    // When
    Preconditioner preconditioner =
        engine.run(manager -> Preconditioner.of(manager, set.nodes(), set.dimension()));

    // Then
    assertThat(preconditioner.map())
        .containsExactly(Fixture.flat(fixture.json().required("preconditioner")), within(1e-4f));
  }

  private static TrainingSet trainingSet(Fixture fixture) {
    List<QuestionGroup> groups = new ArrayList<>();
    for (JsonNode group : fixture.json().required("groups")) {
      groups.add(
          new QuestionGroup(
              group.required("name").textValue(),
              !group.required("real").booleanValue(),
              Fixture.rows(group.required("questions")),
              Fixture.integers(group.required("answers")),
              new BitSet(),
              new BitSet()));
    }
    return new TrainingSet(
        fixture.count("dimension"),
        Fixture.rows(fixture.json().required("nodes")),
        groups,
        List.of());
  }

  private static WhitenedRecipe recipe(Fixture fixture) {
    return WhitenedRecipe.newBuilder()
        .setAlpha(fixture.number("alpha"))
        .setLambda(fixture.number("lambda_"))
        .setScale(fixture.number("scale"))
        .setSteps(fixture.count("steps"))
        .setLearningRate(fixture.number("learningRate"))
        .setWarmupShare(fixture.number("warmupShare"))
        .setBatchSize(6)
        .setSoftmaxNodes(1000)
        .build();
  }
}

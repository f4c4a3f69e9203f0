package io.retune.trainer.train.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.NamedTensors;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Embeddings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A change of the code may not change the weights, unless {@code AdapterTrainer.REVISION} says so.
 * Recipe, hash of the examples, blend and counts are compared on every machine; the weights to the
 * last bit on the kind of machine that they were pinned on, and closely on any other. What this
 * code gives is left in {@code target/pinned}.
 */
class PinnedWeightsTest {

  @TempDir Path stateDirectory;

  @Test
  void givesTheSameWeightsForLocalQuestionsAlone() throws Exception {
    // Given
    PinnedTraining pinned = PinnedTraining.read("whitened-local");

    // When
    AdapterCheckpoint version = train(PinnedExamples.local(), Map.of()).get(0);

    // Then
    assertThatItGives(version, pinned, "whitened-local");
  }

  @Test
  void givesTheSameWeightsForQuestionsOfEveryOriginAndForTheirRefit() throws Exception {
    // Given
    PinnedTraining pinned = PinnedTraining.read("whitened-every-origin");
    PinnedTraining pinnedRefit = PinnedTraining.read("whitened-every-origin-refit");

    // When
    List<AdapterCheckpoint> versions = train(PinnedExamples.ofEveryOrigin(), Map.of());

    // Then
    assertThatItGives(versions.get(0), pinned, "whitened-every-origin");
    assertThatItGives(versions.get(1), pinnedRefit, "whitened-every-origin-refit");
  }

  @Test
  void givesTheSameWeightsForTheRecipeOfLlamaIndex() throws Exception {
    // Given
    PinnedTraining pinned = PinnedTraining.read("llama-index");

    // When
    AdapterCheckpoint version =
        train(PinnedExamples.ofEveryOrigin(), Map.of("recipe", "llama-index")).get(0);

    // Then
    assertThatItGives(version, pinned, "llama-index");
  }

  @Test
  void givesTheSameWeightsForTheTwoLayerNetworkOfLlamaIndexOnLocalQuestions() throws Exception {
    // Given
    PinnedTraining pinned = PinnedTraining.read("llama-index-two-layer");

    // When
    AdapterCheckpoint version =
        train(
                PinnedExamples.local(),
                Map.of(
                    "recipe", "llama-index",
                    "llama-index.network", "two-layer",
                    "llama-index.hidden-features", "8",
                    "llama-index.optimizer", "adam",
                    "llama-index.learning-rate", "0.01"))
            .get(0);

    // Then
    assertThatItGives(version, pinned, "llama-index-two-layer");
  }

  /** A version, and its refit where it was promoted. */
  private List<AdapterCheckpoint> train(List<Embeddings> records, Map<String, String> settings) {
    try (TrainDriver driver = new TrainDriver(stateDirectory, settings)) {
      records.forEach(record -> driver.send(PinnedExamples.id(record), record));
      driver.advance(11);
      AdapterCheckpoint first = driver.versions().get(0);
      driver.promote(first);
      driver.advance(1);
      return List.of(first, driver.versions().get(0));
    }
  }

  private static void assertThatItGives(
      AdapterCheckpoint checkpoint, PinnedTraining pinned, String name) throws Exception {
    PinnedTraining now = PinnedTraining.of(checkpoint);
    now.write(Path.of("target", "pinned", name + ".json"));
    boolean sameMachine = now.machine().equals(pinned.machine());
    assertThat(factsOf(now, sameMachine)).isEqualTo(factsOf(pinned, sameMachine));
    if (sameMachine) {
      assertThat(now.weights()).isEqualTo(pinned.weights());
    }
    Map<String, Tensor> expected = tensors(pinned);
    tensors(now)
        .forEach(
            (tensor, values) ->
                assertThat(values.toArray())
                    .containsExactly(expected.get(tensor).toArray(), within(1e-3f)));
  }

  private static ObjectNode factsOf(PinnedTraining training, boolean withHashOfWeights) {
    ObjectNode facts = training.facts().deepCopy();
    return withHashOfWeights ? facts : facts.without("weights_sha256");
  }

  private static Map<String, Tensor> tensors(PinnedTraining training) throws Exception {
    return NamedTensors.ofNetwork(new AdapterWeights().decode(training.weights()));
  }
}

package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.examples.ExampleEntry;
import io.retune.trainer.train.examples.ExampleSet;
import io.retune.trainer.train.examples.Scope;
import io.retune.trainer.train.examples.TrainingSelection;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.recipe.AdapterSize;
import io.retune.trainer.train.recipe.RecipeChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last version of each collection has to the last bit the weights that one training of the
 * vectors gives that are there now, without a stream, a crash or another instance; and two versions
 * of the same examples and recipe have the same weights. To be checked after a version was asked
 * for in the quiet.
 */
final class WeightsEqualTrainingAlone implements Guarantee {

  private record Fit(String examples, Recipe recipe) {}

  private final Set<String> collections;
  private final AdapterTrainer trainer = new AdapterTrainer(new TorchEngine());

  /**
   * @param collections that a version was asked of in the quiet
   */
  WeightsEqualTrainingAlone(Set<String> collections) {
    this.collections = Set.copyOf(collections);
  }

  @Override
  public void check(History history, TopicContents topics) {
    Map<Fit, String> weights = new HashMap<>();
    Map<String, AdapterCheckpoint> last = new HashMap<>();
    for (AdapterCheckpoint version : topics.messages(Topics.ADAPTER_CHECKPOINTS)) {
      if (version.hasRecipe()) {
        last.put(version.getCollection(), version);
        Fit fit = new Fit(version.getLineage().getExamplesSha256(), version.getRecipe());
        assertThat(weights.merge(fit, version.getWeightsSha256(), (old, same) -> old))
            .as("weights of %s/%d, of the same fit", version.getCollection(), version.getVersion())
            .isEqualTo(version.getWeightsSha256());
      }
    }
    assertThat(last)
        .as("versions that were trained")
        .containsKeys(collections.toArray(String[]::new));
    Map<String, Embeddings> vectors = topics.latest(Topics.EMBEDDINGS);
    last.values().forEach(version -> check(version, vectors));
  }

  private void check(AdapterCheckpoint version, Map<String, Embeddings> vectors) {
    Recipe recipe = version.getRecipe();
    TrainingSelection selection =
        TrainingSelection.of(examples(version, vectors), scope(version), recipe);
    assertThat(version.getLineage().getExamplesSha256())
        .as("examples of %s/%d", version.getCollection(), version.getVersion())
        .isEqualTo(selection.sha256());
    byte[] alone =
        new AdapterWeights()
            .encode(
                trainer
                    .train(
                        selection.trainingSet(
                            RecipeChoice.ruleOf(recipe),
                            AdapterSize.memory(recipe, selection.dimension())),
                        recipe,
                        Optional.empty())
                    .adapter());
    assertThat(version.getWeightsSha256())
        .as("weights of %s/%d", version.getCollection(), version.getVersion())
        .isEqualTo(Sha256.of(alone));
  }

  private static ExampleSet examples(AdapterCheckpoint version, Map<String, Embeddings> vectors) {
    List<ExampleEntry> entries = new ArrayList<>();
    vectors.forEach(
        (key, value) -> {
          if (key.startsWith(EntryKey.prefix(version.getCollection()))) {
            try {
              entries.add(ExampleEntry.parse(EntryKey.parse(key).id(), value.toByteArray()));
            } catch (InvalidProtocolBufferException e) {
              throw new AssertionError(key + " cannot be read", e);
            }
          }
        });
    return new ExampleSet(version.getBaseModel(), entries);
  }

  private static Scope scope(AdapterCheckpoint version) {
    if (version.getLineage().getRefitOfVersion() > 0) {
      return Scope.ALL_NODES;
    }
    return version.getRecipe().getWhitened().getLocalOfValidationNodes()
        ? Scope.TRAINING_NODES_AND_LOCAL_OF_VALIDATION
        : Scope.TRAINING_NODES;
  }
}

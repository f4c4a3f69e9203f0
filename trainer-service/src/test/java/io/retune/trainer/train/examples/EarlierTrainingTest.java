package io.retune.trainer.train.examples;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retune.adapter.LinearAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.RoundTrip;
import io.retune.testing.GoldenRecords;
import io.retune.trainer.train.MachineKind;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * What an earlier version trained comes out again: bit for bit on the kind of machine that it was
 * recorded on, and closely on any other.
 */
class EarlierTrainingTest {
  private static final String COLLECTION = "few";
  private static final String RECORDED_ON = "AuthenticAMD avx2";
  private static final float CLOSE = 1e-3f;

  private final TorchEngine engine = new TorchEngine();

  @Test
  void theSameExamplesHaveTheHashThatAnEarlierVersionGaveThem() throws Exception {
    // Given
    AdapterCheckpoint earlier = checkpoint();

    // When
    TrainingSelection selection = selection(earlier);

    // Then
    assertThat(selection.sha256()).isEqualTo(earlier.getLineage().getExamplesSha256());
  }

  @Test
  void theSameExamplesAndRecipeGiveTheWeightsOfAnEarlierVersion() throws Exception {
    // Given
    AdapterCheckpoint earlier = checkpoint();
    RoundTrip roundTrip = earlier.getRecipe().getRoundTrip();
    TrainingSelection all = selection(earlier);
    Set<QuestionClass> checked =
        roundTrip.getOriginsList().stream()
            .map(name -> QuestionClass.named(name).orElseThrow())
            .collect(toUnmodifiableSet());
    TrainingSelection selection =
        all.group(checked)
            .map(
                group ->
                    new RoundTripCheck(engine).lost(all.nodeVectors(), group, roundTrip.getNodes()))
            .map(lost -> all.without(checked, lost))
            .orElse(all);

    // When
    LinearAdapter adapter =
        (LinearAdapter)
            new AdapterTrainer(engine)
                .train(
                    selection.trainingSet(new EvidenceRule(true), 0),
                    earlier.getRecipe(),
                    Optional.empty())
                .adapter();

    // Then
    LinearAdapter before = (LinearAdapter) new AdapterWeights().decode(earlier);
    assertThat(adapter.weight().toArray())
        .containsExactly(before.weight().toArray(), within(CLOSE));
    assertThat(adapter.bias().orElseThrow().toArray())
        .containsExactly(before.bias().orElseThrow().toArray(), within(CLOSE));
    if (MachineKind.here().equals(RECORDED_ON)) {
      assertThat(Sha256.of(new AdapterWeights().encode(adapter)))
          .isEqualTo(earlier.getWeightsSha256());
    }
  }

  private static TrainingSelection selection(AdapterCheckpoint checkpoint) throws Exception {
    List<ExampleEntry> entries = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : GoldenRecords.of(Topics.EMBEDDINGS)) {
      EntryKey key = EntryKey.parse(record.key());
      if (key.collection().equals(COLLECTION)) {
        entries.add(ExampleEntry.parse(key.id(), record.value()));
      }
    }
    return TrainingSelection.of(
        new ExampleSet(checkpoint.getBaseModel(), entries),
        Scope.TRAINING_NODES,
        checkpoint.getRecipe());
  }

  private static AdapterCheckpoint checkpoint() throws Exception {
    for (ConsumerRecord<String, byte[]> record : GoldenRecords.of(Topics.ADAPTER_CHECKPOINTS)) {
      if (record.key().equals(COLLECTION + "/1")) {
        return Topics.ADAPTER_CHECKPOINTS.parse(record.value());
      }
    }
    throw new AssertionError("no checkpoint of " + COLLECTION);
  }
}

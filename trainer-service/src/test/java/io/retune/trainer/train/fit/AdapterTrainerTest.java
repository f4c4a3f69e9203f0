package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retune.adapter.Adapter;
import io.retune.adapter.IdentityAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdapterTrainerTest {

  private static final TrainingSet SET = new PlantedSet(16, 60, 3).with(2, 6);

  private final AdapterTrainer trainer = new AdapterTrainer(new TorchEngine());

  @Test
  void givesTheSameBitsForTheSameExamplesAndRecipe() {
    // Given
    Recipe recipe = whitened(whitenedDefaults());
    String first = sha256(trainer.train(SET, recipe, Optional.empty()));

    // When
    String again =
        sha256(
            new AdapterTrainer(new TorchEngine())
                .train(new PlantedSet(16, 60, 3).with(2, 6), recipe, Optional.empty()));

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Test
  void givesOtherWeightsForAnotherSeed() {
    // Given
    Recipe recipe = whitened(whitenedDefaults());
    String first = sha256(trainer.train(SET, recipe, Optional.empty()));

    // When
    String other =
        sha256(trainer.train(SET, recipe.toBuilder().setSeed(8).build(), Optional.empty()));

    // Then
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(
      value = LlamaIndexRecipe.Network.class,
      names = {"NETWORK_LINEAR", "NETWORK_TWO_LAYER"})
  void givesTheSameBitsForEachNetworkOfLlamaIndex(LlamaIndexRecipe.Network network) {
    // Given
    Recipe recipe = llamaIndex(llamaIndexDefaults().setNetwork(network));
    String first = sha256(trainer.train(SET, recipe, Optional.empty()));

    // When
    String again = sha256(trainer.train(SET, recipe, Optional.empty()));

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Test
  void ranksTheRightNodesHigherThanTheBaseModelDoes() {
    // Given
    double base = meanReciprocalRank(new IdentityAdapter(), SET);

    // When
    Fitted fitted = trainer.train(SET, whitened(whitenedDefaults().setAlpha(1)), Optional.empty());

    // Then
    assertThat(meanReciprocalRank(fitted.adapter(), SET)).isGreaterThan(base + 0.1);
  }

  @Test
  void isTheBaseModelWhereAlphaIsZero() {
    // Given
    Recipe recipe = whitened(whitenedDefaults().setAlpha(0).clearAlphaChoices());

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    float[] question = SET.groups().get(0).questions().get(0);
    assertThat(fitted.adapter().apply(question)).containsExactly(question, within(1e-6f));
  }

  @Test
  void choosesAnotherAlphaWhereHeldEvidenceShowThatItIsBetter() {
    // Given
    Recipe recipe = whitened(whitenedDefaults().setAlpha(0).setAlphaMinQuestions(100));

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    assertThat(fitted.alphaQuestions()).isEqualTo(40);
    assertThat(fitted.alpha().orElseThrow()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void keepsTheSafeAlphaWhereHeldEvidenceShowNothing() {
    // Given
    TrainingSet noise = new PlantedSet(16, 60, 3).withRandomAnswers(2);
    Recipe recipe = whitened(whitenedDefaults().setAlpha(0).setAlphaMinQuestions(100));

    // When
    Fitted fitted = trainer.train(noise, recipe, Optional.empty());

    // Then
    assertThat(fitted.alphaQuestions()).isEqualTo(40);
    assertThat(fitted.alpha()).isEqualTo(OptionalDouble.of(0));
  }

  @Test
  void keepsTheSafeAlphaWhereThereAreTooLittleEvidence() {
    // Given
    Recipe recipe = whitened(whitenedDefaults().setAlphaMinQuestions(121));

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    assertThat(fitted.alphaQuestions()).isZero();
    assertThat(fitted.alpha()).isEqualTo(OptionalDouble.of(0.5));
  }

  @Test
  void learnsFromASampleOfTheNodesWhereThereAreTooManyForTheSoftmax() {
    // Given
    double base = meanReciprocalRank(new IdentityAdapter(), SET);
    Recipe recipe = whitened(whitenedDefaults().setAlpha(1).setSoftmaxNodes(30).setBatchSize(16));

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    assertThat(meanReciprocalRank(fitted.adapter(), SET)).isGreaterThan(base + 0.1);
  }

  @Test
  void goesOnFromTheNetworkItIsGiven() {
    // Given
    Recipe recipe = llamaIndex(llamaIndexDefaults());
    Fitted first = trainer.train(SET, recipe, Optional.empty());

    // When
    Fitted second = trainer.train(SET, recipe, Optional.of(first.adapter()));

    // Then
    assertThat(second.curve().get(0).loss()).isLessThan(first.curve().get(0).loss());
  }

  @Test
  void trainsTheTwoLayerNetworkOfTheRecipe() {
    // Given
    Recipe recipe =
        llamaIndex(
            llamaIndexDefaults()
                .setNetwork(LlamaIndexRecipe.Network.NETWORK_TWO_LAYER)
                .setHiddenFeatures(12)
                .setResidual(true));

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    assertThat(fitted.adapter())
        .isInstanceOfSatisfying(
            TwoLayerAdapter.class,
            network -> {
              assertThat(network.hidden()).isEqualTo(12);
              assertThat(network.residual()).isTrue();
            });
  }

  @Test
  void saysWhyNothingCanBeLearnedFromNodesThatAreAllTheSame() {
    // Given
    float[] vector = {1, 0};
    TrainingSet same =
        new TrainingSet(
            2,
            List.of(vector, vector),
            List.of(QuestionGroup.local(List.of(vector), new int[] {0})),
            List.of());

    // When, Then
    assertThatThrownBy(() -> trainer.train(same, whitened(whitenedDefaults()), Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessage("the nodes do not differ from each other");
  }

  @Test
  void saysWhyATrainingThatRunsAwayIsGivenUp() {
    // Given
    Recipe recipe =
        llamaIndex(
            llamaIndexDefaults()
                .setOptimizer(LlamaIndexRecipe.Optimizer.OPTIMIZER_SGD)
                .setWeightDecay(10)
                .setLearningRate(1e30)
                .setMaxGradientNorm(1e30));

    // When, Then
    assertThatThrownBy(() -> trainer.train(SET, recipe, Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("no longer a number");
  }

  private static Recipe whitened(WhitenedRecipe.Builder recipe) {
    return Recipe.newBuilder().setRevision(1).setSeed(7).setWhitened(recipe).build();
  }

  private static WhitenedRecipe.Builder whitenedDefaults() {
    return WhitenedRecipe.newBuilder()
        .setAlpha(0.5)
        .addAllAlphaChoices(List.of(0.5, 0.7, 1.0))
        .setAlphaMinQuestions(1000)
        .setLambda(0.01)
        .setScale(30)
        .setSteps(60)
        .setLearningRate(1e-2)
        .setWarmupShare(0.05)
        .setBatchSize(32)
        .setLocalPerOther(3)
        .setSoftmaxNodes(1000);
  }

  private static Recipe llamaIndex(LlamaIndexRecipe.Builder recipe) {
    return Recipe.newBuilder().setRevision(1).setSeed(7).setLlamaIndex(recipe).build();
  }

  private static LlamaIndexRecipe.Builder llamaIndexDefaults() {
    return LlamaIndexRecipe.newBuilder()
        .setNetwork(LlamaIndexRecipe.Network.NETWORK_LINEAR)
        .setEpochs(2)
        .setBatchSize(10)
        .setOptimizer(LlamaIndexRecipe.Optimizer.OPTIMIZER_ADAMW)
        .setLearningRate(1e-2)
        .setWeightDecay(0.01)
        .setWarmupShare(0.1)
        .setMaxGradientNorm(1)
        .setScale(20)
        .setHiddenFeatures(8)
        .setActivation(LlamaIndexRecipe.Activation.ACTIVATION_RELU)
        .setResidual(true);
  }

  private static String sha256(Fitted fitted) {
    return Sha256.of(new AdapterWeights().encode(fitted.adapter()));
  }

  private static double meanReciprocalRank(Adapter adapter, TrainingSet set) {
    double sum = 0;
    QuestionGroup group = set.groups().get(0);
    for (int question = 0; question < group.size(); question++) {
      float[] vector = adapter.apply(group.questions().get(question));
      double own = dot(vector, set.nodes().get(group.answers()[question]));
      sum += 1.0 / (1 + set.nodes().stream().filter(node -> dot(vector, node) > own).count());
    }
    return sum / group.size();
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}

package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retune.adapter.Adapter;
import io.retune.adapter.IdentityAdapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.MemoryRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.Arrays;
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
  void choosesAnotherAlphaWhereItIsBetterOnHeldEvidence() {
    // Given
    Recipe recipe = whitened(whitenedDefaults().setAlpha(0).setAlphaMinQuestions(100));

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    assertThat(fitted.alphaQuestions()).isEqualTo(80);
    assertThat(fitted.alpha().orElseThrow()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void choosesAMemoryWhereItIsBetterOnHeldEvidence() {
    // Given
    Recipe recipe =
        whitened(
            whitenedDefaults()
                .setAlpha(0)
                .clearAlphaChoices()
                .setAlphaMinQuestions(100)
                .setLocalOfValidationNodes(true)
                .setMemory(memory().setNearest(1).addAllBetaChoices(List.of(0.0, 0.5))));
    QuestionGroup asked = SET.groups().get(0);
    TrainingSet known =
        new TrainingSet(
            16,
            SET.nodes(),
            List.of(asked, QuestionGroup.local(asked.questions(), asked.answers())),
            List.of());

    // When
    Fitted fitted = trainer.train(known, recipe, Optional.empty());

    // Then
    assertThat(fitted.adapter())
        .isInstanceOfSatisfying(
            MemoryAdapter.class,
            adapter -> {
              assertThat(adapter.beta()).isEqualTo(0.5);
              assertThat(adapter.memory().keys()).isEqualTo(60 * 2);
              assertThat(adapter.memory().nodes()).isEqualTo(60);
            });
  }

  @Test
  void leavesTheMemoryOutWhereItHarmsOnHeldEvidence() {
    // Given
    TrainingSet set = withLocalQuestionsOfOtherNodes();
    Recipe recipe =
        whitened(
            whitenedDefaults()
                .setAlphaMinQuestions(100)
                .setLocalOfValidationNodes(true)
                .setMemory(memory().setBeta(0.5).addAllBetaChoices(List.of(0.0, 0.5))));

    // When
    Fitted fitted = trainer.train(set, recipe, Optional.empty());

    // Then
    assertThat(fitted.adapter()).isInstanceOf(LinearAdapter.class);
  }

  @Test
  void rememberedKeysAreTheQuestionsAsTheAdapterMapsThem() {
    // Given
    Recipe recipe = whitened(whitenedDefaults().setMemory(memory().setBeta(0.3)));
    float[] question = SET.groups().get(1).questions().get(17);

    // When
    MemoryAdapter adapter = (MemoryAdapter) trainer.train(SET, recipe, Optional.empty()).adapter();

    // Then
    byte[] keys = adapter.memory().keyValues().toArray();
    float scale = adapter.memory().keyScales().values().get(17);
    float[] mapped = adapter.linear().apply(question);
    for (int i = 0; i < 16; i++) {
      assertThat(keys[17 * 16 + i] * scale).isCloseTo(mapped[i], within(scale / 2 + 1e-6f));
    }
    assertThat(adapter.memory().answers().toArray()[17])
        .isEqualTo(SET.groups().get(1).answers()[17]);
  }

  @Test
  void keepsTheSafeMemoryWhereThereIsTooLittleEvidence() {
    // Given
    Recipe recipe =
        whitened(
            whitenedDefaults()
                .setAlphaMinQuestions(121)
                .setMemory(memory().setBeta(0.3).addAllBetaChoices(List.of(0.0, 0.5))));

    // When
    Fitted fitted = trainer.train(SET, recipe, Optional.empty());

    // Then
    assertThat(fitted.alphaQuestions()).isZero();
    assertThat(((MemoryAdapter) fitted.adapter()).beta()).isEqualTo(0.3);
  }

  /** What is tried when a blend is chosen is what is served later, but for the rounding. */
  @Test
  void theMemoryThatIsTriedPointsWhereTheServedOnePoints() {
    // Given
    Memorised memorised = Memorised.of(SET);
    LinearAdapter identity = LinearAdapter.identity(16);
    MemoryRecipe recipe = memory().build();
    QuestionMemory served = memorised.remembered(identity, SET.nodes(), recipe);
    List<float[]> queries = SET.groups().get(0).questions().subList(0, 20);

    // When
    float[] tried =
        new TorchEngine()
            .run(
                manager ->
                    memorised
                        .direction(
                            manager,
                            Rows.matrix(manager, queries, 16),
                            Rows.matrix(manager, memorised.questions(), 16),
                            Rows.matrix(manager, SET.nodes(), 16),
                            recipe)
                        .toFloatArray());

    // Then
    for (int query = 0; query < queries.size(); query++) {
      double[] direction = served.direction(queries.get(query));
      for (int i = 0; i < 16; i++) {
        assertThat((double) tried[query * 16 + i]).isCloseTo(direction[i], within(0.02));
      }
    }
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

  /** Local questions whose node is said to be another one. */
  private static TrainingSet withLocalQuestionsOfOtherNodes() {
    QuestionGroup local = SET.groups().get(1);
    int[] others = Arrays.stream(local.answers()).map(node -> (node + 7) % 60).toArray();
    return new TrainingSet(
        16,
        SET.nodes(),
        List.of(SET.groups().get(0), QuestionGroup.local(local.questions(), others)),
        List.of());
  }

  private static MemoryRecipe.Builder memory() {
    return MemoryRecipe.newBuilder().setQuestions(1000).setNearest(16).setTemperature(0.05);
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

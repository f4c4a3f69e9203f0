package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDManager;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains adapters: a pure function of the training set and the recipe, to the last bit on machines
 * of one kind.
 *
 * <p>Thread-safe; trainings take turns.
 */
public final class AdapterTrainer {

  /** Counts changes of this code that change weights; part of every recipe. */
  public static final int REVISION = 2;

  private final TorchEngine engine;

  public AdapterTrainer(TorchEngine engine) {
    this.engine = engine;
  }

  /**
   * Trains from the identity, or from a network of the same kind.
   *
   * @param start only for LlamaIndex's recipe
   * @throws TrainingException where no adapter comes of it
   */
  public Fitted train(TrainingSet set, Recipe recipe, Optional<Adapter> start) {
    return switch (recipe.getKindCase()) {
      case WHITENED ->
          engine.run(manager -> whitened(manager, set, recipe.getWhitened(), recipe.getSeed()));
      case LLAMA_INDEX -> {
        LlamaIndexRecipe llamaIndex = recipe.getLlamaIndex();
        Adapter network =
            start.orElseGet(
                () -> StartingNetwork.of(llamaIndex, set.dimension(), recipe.getSeed()));
        yield engine.run(
            manager -> LlamaIndexFit.train(manager, examples(set), llamaIndex, network));
      }
      case KIND_NOT_SET -> throw new TrainingException("the recipe is of no kind");
    };
  }

  private static Fitted whitened(
      NDManager manager, TrainingSet set, WhitenedRecipe recipe, long seed) {
    BlendChoice choice = BlendChoice.safe(recipe);
    List<BlendChoice> choices = BlendChoice.of(recipe);
    int choosing = 0;
    int evidence = set.groups().stream().mapToInt(QuestionGroup::evidenceSize).sum();
    if (choices.size() > 1 && evidence >= recipe.getAlphaMinQuestions()) {
      BlendSelection selection = new BlendSelection(manager, choices, recipe.getMemory());
      for (InnerSplit split : InnerSplit.of(set, recipe, seed)) {
        selection.add(split, blend(manager, split.training(), recipe, seed));
        choosing += split.questions().size();
      }
      choice = selection.best();
    }
    WhitenedMap learned = learn(manager, set, recipe, seed);
    Blend blend = Blend.centred(manager, learned, Centring.questions(set));
    return new Fitted(
        adapter(blend, choice, set, recipe),
        learned.curve(),
        OptionalDouble.of(choice.alpha()),
        choosing);
  }

  private static Adapter adapter(
      Blend blend, BlendChoice choice, TrainingSet set, WhitenedRecipe recipe) {
    LinearAdapter linear = blend.at(choice.alpha());
    Memorised memorised = Memorised.of(set);
    return choice.beta() > 0 && !memorised.isEmpty()
        ? new MemoryAdapter(
            linear, memorised.remembered(linear, set.nodes(), recipe.getMemory()), choice.beta())
        : linear;
  }

  private static Blend blend(NDManager manager, TrainingSet set, WhitenedRecipe recipe, long seed) {
    return Blend.centred(manager, learn(manager, set, recipe, seed), Centring.questions(set));
  }

  private static WhitenedMap learn(
      NDManager manager, TrainingSet set, WhitenedRecipe recipe, long seed) {
    BatchOrder order =
        new SeededBatchOrder(set.groups(), recipe.getBatchSize(), recipe.getLocalPerOther(), seed);
    return WhitenedFit.train(manager, set, recipe, seed, order);
  }

  /**
   * Questions that were asked where there are any, in the order of their nodes, as LlamaIndex's own
   * data sets list them. Local ones, of which a node has many, come in rounds of one a node: a
   * batch of one node's questions would have nothing to tell apart.
   */
  private static List<Example> examples(TrainingSet set) {
    boolean anyAsked = !set.groups().stream().allMatch(QuestionGroup::local);
    List<List<float[]>> byNode = new ArrayList<>();
    set.nodes().forEach(node -> byNode.add(new ArrayList<>()));
    for (QuestionGroup group : set.groups()) {
      if (group.local() != anyAsked) {
        for (int i = 0; i < group.size(); i++) {
          byNode.get(group.answers()[i]).add(group.questions().get(i));
        }
      }
    }
    return anyAsked ? inNodeOrder(set, byNode) : inRounds(set, byNode);
  }

  private static List<Example> inNodeOrder(TrainingSet set, List<List<float[]>> byNode) {
    List<Example> examples = new ArrayList<>();
    for (int node = 0; node < byNode.size(); node++) {
      for (float[] question : byNode.get(node)) {
        examples.add(new Example(question, set.nodes().get(node)));
      }
    }
    return examples;
  }

  private static List<Example> inRounds(TrainingSet set, List<List<float[]>> byNode) {
    int rounds = byNode.stream().mapToInt(List::size).max().orElse(0);
    List<Example> examples = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int node = 0; node < byNode.size(); node++) {
        if (round < byNode.get(node).size()) {
          examples.add(new Example(byNode.get(node).get(round), set.nodes().get(node)));
        }
      }
    }
    return examples;
  }
}

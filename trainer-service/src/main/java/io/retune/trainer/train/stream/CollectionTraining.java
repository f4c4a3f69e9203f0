package io.retune.trainer.train.stream;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.examples.ExampleSet;
import io.retune.trainer.train.examples.Scope;
import io.retune.trainer.train.examples.TrainingSelection;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.Fitted;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TrainingException;
import io.retune.trainer.train.recipe.AdapterSize;
import io.retune.trainer.train.recipe.QuestionCounts;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.TrainPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

/** Trains on the examples of one collection. Thread-safe. */
public final class CollectionTraining {

  private static final Logger LOG = Logger.getLogger(CollectionTraining.class);

  private final AdapterTrainer trainer;
  private final RoundTripCheck roundTrip;
  private final RecipeChoice recipes;
  private final CheckpointLog log;
  private final long maxVectorBytes;
  private final AdapterWeights weights = new AdapterWeights();

  /**
   * @param log where a training that starts from an earlier version finds it
   * @param maxVectorBytes memory that the vectors of a collection may take while it is trained
   */
  public CollectionTraining(
      AdapterTrainer trainer,
      RoundTripCheck roundTrip,
      RecipeChoice recipes,
      CheckpointLog log,
      long maxVectorBytes) {
    this.trainer = trainer;
    this.roundTrip = roundTrip;
    this.recipes = recipes;
    this.log = log;
    this.maxVectorBytes = maxVectorBytes;
  }

  /**
   * The examples of a collection.
   *
   * @throws io.retune.trainer.train.examples.TooManyExamplesException if they take more memory than
   *     is allowed
   */
  ExampleSet read(ReadOnlyKeyValueStore<String, byte[]> store, String collection, BaseModel model) {
    return ExampleSet.read(store, collection, model, maxVectorBytes);
  }

  /**
   * Trains on the training nodes.
   *
   * @param trainedFit of the last training
   */
  TrainOutcome train(
      String collection, ExampleSet examples, TrainPolicy policy, String trainedFit) {
    Recipe recipe =
        recipes.recipe(
            policy.recipe(),
            new QuestionCounts(
                examples.evidence(recipes.rule(), false), examples.evidence(recipes.rule(), true)));
    TrainingSelection selection =
        TrainingSelection.of(examples, scope(recipe), recipe.hasWhitened());
    if (selection.questionCount() < policy.minExamples()) {
      return new TrainOutcome.TooFew(selection.questionCount(), policy.minExamples());
    }
    if (fit(selection, recipe).equals(trainedFit)) {
      return new TrainOutcome.Unchanged();
    }
    return fitted(collection, selection, recipe);
  }

  /** Trains a promoted version once more on all nodes. */
  TrainOutcome refit(String collection, ExampleSet examples, TrainingState.PendingRefit refit) {
    Recipe recipe;
    try {
      recipe = Recipe.parseFrom(refit.recipe());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the state holds no recipe", e);
    }
    TrainingSelection before = TrainingSelection.of(examples, scope(recipe), recipe.hasWhitened());
    TrainingSelection all = TrainingSelection.of(examples, Scope.ALL_NODES, recipe.hasWhitened());
    if (all.sha256().equals(before.sha256())) {
      return new TrainOutcome.Unchanged();
    }
    return fitted(collection, all, recipe);
  }

  private TrainOutcome fitted(String collection, TrainingSelection offered, Recipe recipe) {
    long start = System.nanoTime();
    try {
      AdapterSize.check(recipe, offered.dimension());
      TrainingSelection selection = comingBack(offered, recipe);
      Fitted fitted =
          trainer.train(
              selection.trainingSet(RecipeChoice.ruleOf(recipe)),
              recipe,
              start(collection, recipe));
      return new TrainOutcome.Trained(
          selection,
          recipe,
          fit(selection, recipe),
          fitted,
          Duration.ofNanos(System.nanoTime() - start));
    } catch (RuntimeException | OutOfMemoryError e) {
      // What goes wrong in a fit would go wrong again after a restart, and other collections must
      // not suffer from it.
      LOG.errorf(e, "training of collection %s failed", collection);
      return new TrainOutcome.Failed(TrainOutcome.Failed.reasonOf(e));
    }
  }

  private TrainingSelection comingBack(TrainingSelection selection, Recipe recipe) {
    if (!recipe.hasRoundTrip()) {
      return selection;
    }
    Set<QuestionClass> classes =
        recipe.getRoundTrip().getOriginsList().stream()
            .map(CollectionTraining::questionClass)
            .collect(toUnmodifiableSet());
    int among = recipe.getRoundTrip().getNodes();
    return selection
        .group(classes)
        .map(group -> roundTrip.lost(selection.nodeVectors(), group, among))
        .map(lost -> selection.without(classes, lost))
        .orElse(selection);
  }

  private static QuestionClass questionClass(String name) {
    return QuestionClass.named(name)
        .orElseThrow(() -> new TrainingException("no class of questions is called " + name));
  }

  private Optional<Adapter> start(String collection, Recipe recipe) {
    long version = recipe.getLlamaIndex().getStartVersion();
    if (version == 0) {
      return Optional.empty();
    }
    AdapterCheckpoint checkpoint =
        log.find(collection, version)
            .orElseThrow(
                () -> new TrainingException("version %d to start from is gone".formatted(version)));
    try {
      return Optional.of(weights.decode(checkpoint));
    } catch (MalformedFileException e) {
      throw new TrainingException(
          "version %d to start from is unreadable: %s".formatted(version, e.getMessage()));
    }
  }

  private static Scope scope(Recipe recipe) {
    return recipe.getWhitened().getLocalOfValidationNodes()
        ? Scope.TRAINING_NODES_AND_LOCAL_OF_VALIDATION
        : Scope.TRAINING_NODES;
  }

  private static String fit(TrainingSelection selection, Recipe recipe) {
    String recipeHash = new ContentDigest().bare(recipe.toByteArray()).hex();
    return new ContentDigest().bare(selection.sha256() + recipeHash).hex();
  }
}

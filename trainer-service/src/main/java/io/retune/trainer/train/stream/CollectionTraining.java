package io.retune.trainer.train.stream;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.examples.ExampleCounts;
import io.retune.trainer.train.examples.Examples;
import io.retune.trainer.train.examples.Scope;
import io.retune.trainer.train.examples.TrainingSelection;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.Fitted;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.SampleRule;
import io.retune.trainer.train.fit.TrainingException;
import io.retune.trainer.train.recipe.AdapterSize;
import io.retune.trainer.train.recipe.QuestionCounts;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.TrainPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
   * @param maxVectorBytes memory that the vectors of a fit may take
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
   * Trains on the training nodes.
   *
   * @param trainedFit of the last training
   * @param forgotten documents that it must not learn from
   * @throws io.retune.trainer.train.examples.TooManyExamplesException if what a fit needs takes
   *     more memory than is allowed
   */
  Attempted train(
      String collection,
      Examples examples,
      TrainPolicy policy,
      String trainedFit,
      DocumentDigests forgotten) {
    // Of the counts, only the blend and the scope depend: how much a fit can use is known before.
    Recipe withoutCounts = recipes.recipe(policy.recipe(), new QuestionCounts(0, 0));
    ExampleCounts counts = ExampleCounts.of(examples, SampleRule.most(withoutCounts), forgotten);
    if (counts.nodesOfForgotten() > 0) {
      return new Attempted(counts, new TrainOutcome.NotForgotten(counts.nodesOfForgotten()));
    }
    Recipe recipe =
        recipes.recipe(
            policy.recipe(),
            new QuestionCounts(
                counts.evidence(recipes.rule(), false), counts.evidence(recipes.rule(), true)));
    Scope scope = scope(recipe);
    long offered = counts.asked(scope) + counts.local(scope);
    if (offered < policy.minExamples()) {
      return new Attempted(counts, new TrainOutcome.TooFew(offered, policy.minExamples()));
    }
    Recipe sampled = sampled(recipe, counts, scope);
    TrainingSelection selection =
        TrainingSelection.of(examples, counts, scope, sampled, maxVectorBytes);
    return new Attempted(
        counts,
        fit(selection, sampled).equals(trainedFit)
            ? new TrainOutcome.Unchanged()
            : fitted(collection, selection, offered(counts, scope, sampled), sampled));
  }

  /**
   * Trains a promoted version once more on all nodes.
   *
   * @throws io.retune.trainer.train.examples.TooManyExamplesException if what a fit needs takes
   *     more memory than is allowed
   */
  Attempted refit(String collection, Examples examples, TrainingState.PendingRefit refit) {
    Recipe recipe;
    try {
      recipe = Recipe.parseFrom(refit.recipe());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the state holds no recipe", e);
    }
    ExampleCounts counts = ExampleCounts.of(examples, SampleRule.most(recipe));
    Scope before = scope(recipe);
    Scope all = Scope.ALL_NODES;
    if (counts.asked(all) == counts.asked(before) && counts.local(all) == counts.local(before)) {
      return new Attempted(counts, new TrainOutcome.Unchanged());
    }
    Recipe sampled = sampled(recipe, counts, all);
    TrainingSelection selection =
        TrainingSelection.of(examples, counts, all, sampled, maxVectorBytes);
    return new Attempted(
        counts, fitted(collection, selection, offered(counts, all, sampled), sampled));
  }

  private static Recipe sampled(Recipe recipe, ExampleCounts counts, Scope scope) {
    Recipe.Builder sampled = recipe.toBuilder().clearSample();
    SampleRule.of(
            recipe, counts.asked(scope), counts.local(scope), counts.nodes(), counts.unlabelled())
        .ifPresent(sampled::setSample);
    return sampled.build();
  }

  private static Optional<Offered> offered(ExampleCounts counts, Scope scope, Recipe recipe) {
    return recipe.hasSample()
        ? Optional.of(new Offered(counts.asked(scope) + counts.local(scope), counts.nodes()))
        : Optional.empty();
  }

  private TrainOutcome fitted(
      String collection, TrainingSelection read, Optional<Offered> offered, Recipe recipe) {
    long start = System.nanoTime();
    try {
      AdapterSize.check(recipe, read.dimension());
      TrainingSelection selection = comingBack(read, recipe);
      Fitted fitted =
          trainer.train(
              selection.trainingSet(
                  RecipeChoice.ruleOf(recipe), AdapterSize.memory(recipe, read.dimension())),
              recipe,
              start(collection, recipe));
      return new TrainOutcome.Trained(
          selection,
          offered,
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

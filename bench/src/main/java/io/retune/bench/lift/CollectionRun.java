package io.retune.bench.lift;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.eval.evaluation.CheckpointEvaluator;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.CollectionRecords;
import io.retune.eval.evaluation.CorpusRule;
import io.retune.eval.evaluation.CorpusScope;
import io.retune.eval.evaluation.CorpusSearch;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.evaluation.EvaluationData;
import io.retune.eval.evaluation.EvaluationDataReader;
import io.retune.eval.evaluation.FusionChoice;
import io.retune.eval.gate.ForgettingGate;
import io.retune.eval.gate.Gate;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.gate.GateState;
import io.retune.eval.gate.RefitGate;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.DecodedCheckpoint;
import io.retune.eval.release.Predecessors;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.SampleHash;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.Sample;
import io.retune.schemas.v1.Split;
import io.retune.trainer.train.examples.ExampleCounts;
import io.retune.trainer.train.examples.ExampleEntry;
import io.retune.trainer.train.examples.ExampleSet;
import io.retune.trainer.train.examples.Scope;
import io.retune.trainer.train.examples.TrainingSelection;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.Fitted;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.recipe.AdapterSize;
import io.retune.trainer.train.recipe.QuestionCounts;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.TrainConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One training and evaluation of a collection, as the services do them. */
final class CollectionRun {
  private static final String COLLECTION = "bench";
  private static final EvidenceRule EVIDENCE = new EvidenceRule(true);

  private static final CheckpointEvaluator EVALUATOR = evaluator();

  private static final AdapterTrainer TRAINER = new AdapterTrainer(new TorchEngine());

  private final List<Embeddings> records;
  private final BaseModel model;

  /**
   * @param trainingShare of the nodes, by the hash of their ids
   */
  CollectionRun(List<Embeddings> records, double trainingShare) {
    this.records = records.stream().map(record -> placed(record, trainingShare)).toList();
    this.model = records.get(0).getBaseModel();
  }

  /** With the service's defaults. */
  private static CheckpointEvaluator evaluator() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(EvaluationConfig.class)
            .withMapping(GateConfig.class)
            .withDefaultValue("retune.eval.keyword-index", "none")
            .build();
    GateConfig gate = config.getConfigMapping(GateConfig.class);
    return new CheckpointEvaluator(
        new Gate(gate.rules()),
        new RefitGate(gate.harmLevel()),
        new ForgettingGate(gate.harmLevel()),
        gate.gentleAlpha(),
        gate.newShare(),
        FusionChoice.of(config.getConfigMapping(EvaluationConfig.class).fusion()));
  }

  /** What came of it. */
  record Outcome(double alpha, double beta, Evaluated evaluated) {}

  /** The recipe trains on questions that were asked, and there are none. */
  static final class NothingToTrainOnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingToTrainOnException(String message) {
      super(message);
    }
  }

  Outcome run(TrainConfig config) throws IOException {
    ExampleSet examples = new ExampleSet(model, entries());
    ExampleCounts counts = ExampleCounts.of(examples, Sample.getDefaultInstance());
    RecipeChoice recipes = new RecipeChoice(config, EVIDENCE, AdapterTrainer.REVISION);
    Recipe recipe =
        recipes.recipe(
            config.recipe(),
            new QuestionCounts(counts.evidence(EVIDENCE, false), counts.evidence(EVIDENCE, true)));
    Scope scope =
        recipe.getWhitened().getLocalOfValidationNodes() || recipe.hasLlamaIndex()
            ? Scope.TRAINING_NODES_AND_LOCAL_OF_VALIDATION
            : Scope.TRAINING_NODES;
    TrainingSelection selection = TrainingSelection.of(examples, scope, recipe);
    if (selection.questionCount() == 0) {
      throw new NothingToTrainOnException("nothing to train on");
    }
    Fitted fitted =
        TRAINER.train(
            selection.trainingSet(EVIDENCE, AdapterSize.memory(recipe, model.getDimension())),
            recipe,
            Optional.empty());
    double beta = fitted.adapter() instanceof MemoryAdapter memory ? memory.beta() : 0;
    return new Outcome(fitted.alpha().orElse(1), beta, evaluate(checkpoint(fitted, beta, recipe)));
  }

  private Evaluated evaluate(DecodedCheckpoint candidate) throws IOException {
    CollectionRecords reader =
        taker -> {
          for (Embeddings record : records) {
            taker.take(record.getNode().getNodeId(), record, false);
          }
        };
    CorpusRule rule = new CorpusRule(model, CorpusScope.ALL);
    EvaluationDataReader data = new EvaluationDataReader(rule, EVIDENCE, 100_000);
    data.gather(reader);
    EvaluationData gathered = data.finish(reader);
    KeywordIndexes indexes = new KeywordIndexes(Files.createTempDirectory("retune-lift"));
    return indexes.use(
        COLLECTION,
        gathered.corpus().language(),
        index ->
            EVALUATOR.evaluate(
                candidate,
                GateState.NEW,
                gathered,
                reader,
                new CorpusSearch(rule, index),
                Predecessors.NONE,
                Optional.empty()));
  }

  private DecodedCheckpoint checkpoint(Fitted fitted, double beta, Recipe recipe) {
    byte[] weights = new AdapterWeights().encode(fitted.adapter());
    return new DecodedCheckpoint(
        AdapterCheckpoint.newBuilder()
            .setCollection(COLLECTION)
            .setVersion(1)
            .setWeights(ByteString.copyFrom(weights))
            .setWeightsSha256(Sha256.of(weights))
            .setRecipe(recipe)
            .setBaseModel(model)
            .setLineage(Lineage.newBuilder().setAlpha(fitted.alpha().orElse(0)).setBeta(beta))
            .build(),
        fitted.adapter());
  }

  private List<ExampleEntry> entries() {
    List<ExampleEntry> entries = new ArrayList<>();
    for (Embeddings record : records) {
      try {
        entries.add(ExampleEntry.parse(record.getNode().getNodeId(), record.toByteArray()));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("what was a record is one", e);
      }
    }
    return entries;
  }

  private static Embeddings placed(Embeddings record, double trainingShare) {
    // Of an unsigned number of 64 bits, the share of the highest one.
    double place = (SampleHash.of(record.getNode().getNodeId()) >>> 1) / (double) Long.MAX_VALUE;
    Embeddings.Builder placed = record.toBuilder();
    placed
        .getNodeBuilder()
        .setSplit(place < trainingShare ? Split.SPLIT_TRAIN : Split.SPLIT_VALIDATION)
        .setLanguage("en");
    return placed.build();
  }
}

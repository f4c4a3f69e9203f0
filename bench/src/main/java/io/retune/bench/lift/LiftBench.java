package io.retune.bench.lift;

import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.QuestionSetEvaluation;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.schemas.v1.Embeddings;
import io.retune.trainer.train.recipe.TrainConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How much adapters lift retrieval in a collection, by the trainer's and the evaluation's own code,
 * beside LlamaIndex's recipe, keyword search and the fusions. Prints Markdown, means of three
 * seeds.
 *
 * <p>Arguments: a file of {@link EmbeddedCollection}, and the share of nodes whose questions are
 * trained on: 0 where only local questions are, and all others are evaluated.
 */
public final class LiftBench {
  private static final int SEEDS = 3;

  private static final Map<String, Map<String, String>> RECIPES = recipes();

  private final List<Embeddings> records;
  private final double trainingShare;
  private final PrintStream out;

  private LiftBench(List<Embeddings> records, double trainingShare, PrintStream out) {
    this.records = records;
    this.trainingShare = trainingShare;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("wanted: FILE TRAINING-SHARE");
    }
    new LiftBench(
            EmbeddedCollection.read(Path.of(arguments[0])),
            Double.parseDouble(arguments[1]),
            System.out)
        .run();
  }

  private static Map<String, Map<String, String>> recipes() {
    Map<String, Map<String, String>> recipes = new LinkedHashMap<>();
    recipes.put("LlamaIndex's recipe", Map.of("recipe", "llama-index"));
    recipes.put(
        "LlamaIndex's, two layers",
        Map.of("recipe", "llama-index", "llama-index.network", "two-layer"));
    recipes.put("default, without a memory", Map.of("whitened.memory.questions", "0"));
    recipes.put("default", Map.of());
    for (String blend : List.of(".5 .3", ".7 .3", ".7 .5", "1 .5")) {
      String[] both = blend.split(" ");
      recipes.put(
          "α " + both[0] + ", β " + both[1],
          Map.of("whitened.alpha", both[0], "whitened.memory.beta", both[1]));
    }
    return recipes;
  }

  private void run() throws IOException {
    out.printf("%,d nodes, training share %s%n%n", records.size(), trainingShare);
    out.println("| recipe | retriever | hit@5 | MRR@10 | chosen α, β, w | decision |");
    out.println("|---|---|---|---|---|---|");
    boolean first = true;
    for (Map.Entry<String, Map<String, String>> recipe : RECIPES.entrySet()) {
      List<CollectionRun.Outcome> outcomes = new ArrayList<>();
      for (int seed = 1; seed <= SEEDS; seed++) {
        try {
          outcomes.add(
              new CollectionRun(records, trainingShare).run(config(recipe.getValue(), seed)));
        } catch (CollectionRun.NothingToTrainOnException e) {
          out.printf("| %s | – | | | %s | |%n", recipe.getKey(), e.getMessage());
          break;
        }
      }
      if (!outcomes.isEmpty()) {
        print(recipe.getKey(), outcomes, first);
        first = false;
      }
    }
  }

  private void print(String recipe, List<CollectionRun.Outcome> outcomes, boolean withBase) {
    List<String> retrievers =
        new ArrayList<>(evidence(outcomes.get(0).evaluated()).retrievers().keySet());
    if (!withBase) {
      retrievers.removeAll(List.of("base", "bm25"));
    }
    for (String retriever : retrievers) {
      boolean own = retriever.equals("adapter");
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.4f | %.4f | %s | %s |%n",
          retriever.equals("base") || retriever.equals("bm25") ? "" : recipe,
          retriever,
          mean(outcomes, retriever, 5, RetrievalMetrics::hitRate),
          mean(outcomes, retriever, 10, RetrievalMetrics::mrr),
          own ? String.join("; ", outcomes.stream().map(LiftBench::chosen).toList()) : "",
          own
              ? String.join(
                  ", ",
                  outcomes.stream()
                      .map(outcome -> outcome.evaluated().verdict().kind().name())
                      .distinct()
                      .toList())
              : "");
    }
  }

  private static String chosen(CollectionRun.Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%.2f, %.1f, %.2f",
        outcome.alpha(),
        outcome.beta(),
        outcome.evaluated().fusion().orElseThrow().getWeight());
  }

  private static double mean(
      List<CollectionRun.Outcome> outcomes,
      String retriever,
      int k,
      ToDoubleFunction<RetrievalMetrics> figure) {
    return outcomes.stream()
        .map(outcome -> evidence(outcome.evaluated()).of(retriever, k))
        .flatMap(Optional::stream)
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }

  private static QuestionSetEvaluation evidence(Evaluated evaluated) {
    return evaluated.results().get(0);
  }

  private static TrainConfig config(Map<String, String> settings, int seed) {
    Map<String, String> all = new LinkedHashMap<>();
    settings.forEach((name, value) -> all.put("retune.train." + name, value));
    all.put("retune.train.seed", Integer.toString(seed));
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(TrainConfig.class)
        .withSources(new PropertiesConfigSource(all, "bench", 100))
        .build()
        .getConfigMapping(TrainConfig.class);
  }
}

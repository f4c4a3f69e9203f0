package io.retune.bench.training;

import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.fit.TrainingSet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Seconds that a training takes once its vectors are there, on one core, against LlamaIndex's way,
 * which embeds both texts of each example again in each epoch. Its time is worked out from the base
 * model's rate, measured in the same run on all cores.
 *
 * <p>Arguments: {@code small}, {@code large} or none for both. Prints Markdown.
 */
public final class TrainingBench {

  private static final int DIMENSION = 384;
  private static final int EPOCHS = 4;

  private final AdapterTrainer trainer = new AdapterTrainer(new TorchEngine());
  private final PrintStream out;

  private TrainingBench(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    TrainingBench bench = new TrainingBench(System.out);
    boolean both = arguments.length == 0;
    if (both || arguments[0].equals("small")) {
      bench.small();
    }
    if (both || arguments[0].equals("large")) {
      bench.large();
    }
    bench.memory();
  }

  private void small() {
    EmbeddingRate rate = EmbeddingRate.measure();
    out.printf(
        "Base model: %.1f questions/s, %.1f nodes/s%n%n",
        1 / rate.secondsPerQuestion(), 1 / rate.secondsPerNode());
    out.println("| training | nodes | questions | seconds | LlamaIndex's way | times faster |");
    out.println("|---|---|---|---|---|---|");
    warmUp();
    for (MadeUpExamples examples :
        new MadeUpExamples[] {
          new MadeUpExamples(DIMENSION, 700, 24), new MadeUpExamples(DIMENSION, 1000, 10)
        }) {
      TrainingSet set = examples.trainingSet();
      compare("whitened", examples, seconds(set, whitened()), rate);
      compare("LlamaIndex's recipe", examples, seconds(set, llamaIndex()), rate);
    }
    out.println();
  }

  private void large() {
    MadeUpExamples examples = new MadeUpExamples(DIMENSION, 20_000, 24);
    TrainingSet set = examples.trainingSet();
    out.printf("whitened, 20,000 nodes × 24 questions: %.1f seconds%n", seconds(set, whitened()));
  }

  private void memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .forEach(line -> out.printf("Peak memory: %s%n", line.replaceAll("\\s+", " ")));
    }
  }

  private void warmUp() {
    TrainingSet set = new MadeUpExamples(DIMENSION, 100, 10).trainingSet();
    seconds(set, whitened());
    seconds(set, llamaIndex());
  }

  private void compare(String name, MadeUpExamples examples, double seconds, EmbeddingRate rate) {
    int questions = examples.nodes() * examples.questionsPerNode();
    double again =
        (double) EPOCHS * questions * (rate.secondsPerQuestion() + rate.secondsPerNode());
    out.printf(
        "| %s | %,d | %,d | %.2f | %,.0f | %,.0f |%n",
        name, examples.nodes(), questions, seconds, again, again / seconds);
  }

  private double seconds(TrainingSet set, Recipe recipe) {
    long start = System.nanoTime();
    trainer.train(set, recipe, Optional.empty());
    return (System.nanoTime() - start) / 1e9;
  }

  /** The default recipe. */
  static Recipe whitened() {
    return Recipe.newBuilder()
        .setSeed(1)
        .setWhitened(
            WhitenedRecipe.newBuilder()
                .setAlpha(0.5)
                .setLambda(0.01)
                .setScale(30)
                .setSteps(300)
                .setLearningRate(3e-3)
                .setWarmupShare(0.05)
                .setBatchSize(256)
                .setLocalPerOther(3)
                .setSoftmaxNodes(10_000))
        .build();
  }

  private static Recipe llamaIndex() {
    return Recipe.newBuilder()
        .setSeed(1)
        .setLlamaIndex(
            LlamaIndexRecipe.newBuilder()
                .setNetwork(LlamaIndexRecipe.Network.NETWORK_LINEAR)
                .setEpochs(EPOCHS)
                .setBatchSize(10)
                .setOptimizer(LlamaIndexRecipe.Optimizer.OPTIMIZER_ADAMW)
                .setLearningRate(2e-5)
                .setWeightDecay(0.01)
                .setWarmupShare(0.1)
                .setMaxGradientNorm(1)
                .setScale(20))
        .build();
  }
}

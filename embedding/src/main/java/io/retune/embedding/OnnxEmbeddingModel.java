package io.retune.embedding;

import io.retune.embedding.EqualLengthBatches.Row;
import io.retune.embedding.TokenWindows.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model that runs in this process, on the CPU.
 *
 * <p>One copy of the model serves all workers. Each worker is one thread that runs a batch at a
 * time: short texts of one length together, long ones alone. Vectors do not depend on what else is
 * embedded in the same call: a model whose vectors do (one with int8 activations, whose scale is
 * that of the largest number in the batch) is found out when it is opened, and gets one text at a
 * time.
 */
public final class OnnxEmbeddingModel implements BaseEmbeddingModel {

  /** Enough to keep a core busy, and little enough to stay in its cache. */
  private static final int TOKENS_PER_BATCH = 512;

  private static final String PROBE =
      "The river flooded the old town, and the bank granted a loan.";

  private final OnnxModelDescription description;
  private final HuggingFaceTextTokenizer tokenizer;
  private final OnnxSession session;
  private final TokenWindows documents;
  private final TokenWindows queries;
  private final ExecutorService workers;
  private final AtomicLong tokens = new AtomicLong();

  /** Read while texts are embedded, written to close: native memory in use is never freed. */
  private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();

  private final int dimension;
  private final int tokensPerBatch;
  private final String fingerprint;

  private OnnxEmbeddingModel(
      OnnxModelDescription description,
      HuggingFaceTextTokenizer tokenizer,
      OnnxSession session,
      LongTextRule longText,
      int workers,
      String fingerprint) {
    this.description = description;
    this.tokenizer = tokenizer;
    this.session = session;
    this.documents = new TokenWindows(tokenizer, longText, description.documentPrefix());
    this.queries = new TokenWindows(tokenizer, longText, description.queryPrefix());
    this.dimension = longestRun().length;
    // A text of more tokens than that is a batch of its own.
    this.tokensPerBatch = rowsAreIndependent() ? TOKENS_PER_BATCH : 1;
    this.fingerprint = fingerprint;
    this.workers =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "embedding-" + description.name());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A pass of as many tokens as are allowed, so that a model that takes fewer is found out now. */
  private float[] longestRun() {
    long[] token = tokenizer.ids("a");
    long[] tokens = new long[description.maxTokens() - tokenizer.specialTokens()];
    Arrays.fill(tokens, token[0]);
    return session.run(List.of(tokenizer.frame().around(tokens)))[0];
  }

  /** Whether a text's vector has the same bits beside another text as alone. */
  private boolean rowsAreIndependent() {
    long[] ids = tokenizer.ids(PROBE);
    long[] other = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      other[i] = ids[ids.length - 1 - i];
    }
    long[] row = tokenizer.frame().around(ids);
    float[] alone = session.run(List.of(row))[0];
    float[] together = session.run(List.of(row, tokenizer.frame().around(other)))[0];
    return Arrays.equals(alone, together);
  }

  /**
   * Loads the model and runs it a few times, to see what it is.
   *
   * @param workers threads that run the model at the same time, usually one a core
   * @throws EmbeddingException if the model or its tokenizer cannot be loaded, or does not work
   */
  public static OnnxEmbeddingModel open(
      OnnxModelDescription description, LongTextRule longText, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
    HuggingFaceTextTokenizer tokenizer = HuggingFaceTextTokenizer.open(description);
    OnnxSession session = null;
    try (ModelOnDisk model = ModelOnDisk.of(description.model())) {
      session = OnnxSession.open(model.path(), description.pooling());
      String fingerprint = fingerprint(description, model.contentHash(), longText);
      return new OnnxEmbeddingModel(
          description, tokenizer, session, longText, workers, fingerprint);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      if (session != null) {
        session.close();
      }
      throw e instanceof EmbeddingException known
          ? known
          : new EmbeddingException("cannot load the model " + description.name(), e);
    }
  }

  static String fingerprint(
      OnnxModelDescription description, String modelHash, LongTextRule longText)
      throws IOException {
    return new Fingerprint()
        .with("model", modelHash)
        .with("tokenizer", description.tokenizer().contentHash())
        .with("pooling", description.pooling())
        .with("normalisation", "l2")
        .with("queryPrefix", description.queryPrefix())
        .with("documentPrefix", description.documentPrefix())
        .with("maxTokens", description.maxTokens())
        .with("longText", longText)
        .hex();
  }

  @Override
  public String name() {
    return description.name();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int maxTokens() {
    return description.maxTokens();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public long tokensProcessed() {
    return tokens.get();
  }

  @Override
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public float[][] embedDocuments(List<String> texts) {
    return embed(texts, documents);
  }

  @Override
  public float[][] embedQueries(List<String> texts) {
    return embed(texts, queries);
  }

  private float[][] embed(List<String> texts, TokenWindows rule) {
    lifetime.readLock().lock();
    try {
      if (workers.isShutdown()) {
        throw new IllegalStateException("the model is closed");
      }
      return embedWhileOpen(texts, rule);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private float[][] embedWhileOpen(List<String> texts, TokenWindows rule) {
    List<List<Window>> windows = texts.stream().map(rule::of).toList();
    // Windows of a text are added up in their order, whatever order they are run in: the sum
    // depends on it.
    float[][][] vectors = new float[texts.size()][][];
    List<Row> rows = new ArrayList<>();
    for (int text = 0; text < vectors.length; text++) {
      vectors[text] = new float[windows.get(text).size()][];
      for (int place = 0; place < vectors[text].length; place++) {
        rows.add(new Row(text, place, windows.get(text).get(place).sequence()));
      }
    }
    List<Future<?>> running = new ArrayList<>();
    for (List<Row> batch : EqualLengthBatches.of(rows, tokensPerBatch)) {
      running.add(workers.submit(() -> run(batch, vectors)));
    }
    await(running);

    float[][] units = new float[texts.size()][];
    for (int text = 0; text < units.length; text++) {
      WeightedMean mean = new WeightedMean(dimension);
      for (int place = 0; place < vectors[text].length; place++) {
        mean.add(vectors[text][place], windows.get(text).get(place).weight());
      }
      units[text] = mean.unit();
    }
    return units;
  }

  private void run(List<Row> batch, float[][][] vectors) {
    float[][] outputs = session.run(batch.stream().map(Row::tokens).toList());
    for (int row = 0; row < outputs.length; row++) {
      tokens.addAndGet(batch.get(row).tokens().length);
      Row place = batch.get(row);
      vectors[place.text()][place.place()] = UnitVector.of(outputs[row]);
    }
  }

  private static void await(List<Future<?>> running) {
    try {
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      running.forEach(future -> future.cancel(false));
      throw e.getCause() instanceof EmbeddingException known
          ? known
          : new EmbeddingException("embedding failed", e.getCause());
    } catch (InterruptedException e) {
      running.forEach(future -> future.cancel(false));
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while embedding", e);
    }
  }

  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (workers.isShutdown()) {
        return;
      }
      workers.shutdown();
      // Of an interrupted call, batches may still run. One that does not end keeps its memory.
      if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
        session.close();
        tokenizer.close();
      }
    } catch (InterruptedException e) {
      // The process is ending in a hurry, and takes its memory with it.
      Thread.currentThread().interrupt();
    } finally {
      lifetime.writeLock().unlock();
    }
  }
}

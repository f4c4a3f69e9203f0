package io.retune.embedding;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.retune.embedding.TextWindows.Window;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Any server that speaks OpenAI's {@code /v1/embeddings}: OpenAI, Ollama, vLLM and others.
 *
 * <p>Its tokenizer is not known here, so texts are measured by an {@link ApproximateTokenizer}. The
 * fingerprint names the model, not the server: whoever changes a model behind its name must change
 * the name as well.
 */
public final class OpenAiCompatibleModel implements BaseEmbeddingModel {

  /** Chooses this model where a model is named. */
  public static final String CHOICE = "openai";

  private static final int LONGEST_REASON = 300;

  private final OpenAiCompatibleSettings settings;
  private final EmbeddingModel client;
  private final TextTokenizer tokenizer;
  private final TextWindows documents;
  private final TextWindows queries;
  private final AtomicLong tokens = new AtomicLong();
  private final int dimension;
  private final String fingerprint;

  private OpenAiCompatibleModel(OpenAiCompatibleSettings settings, LongTextRule longText) {
    this.settings = settings;
    this.client = client(settings);
    this.tokenizer = new ApproximateTokenizer(settings.bytesPerToken(), settings.maxTokens());
    this.documents = new TextWindows(tokenizer, longText, settings.documentPrefix());
    this.queries = new TextWindows(tokenizer, longText, settings.queryPrefix());
    this.dimension = settings.dimensions().orElseGet(() -> call(List.of("a")).get(0).length);
    Fingerprint parts =
        new Fingerprint()
            .with("model", settings.modelName())
            .with("dimension", dimension)
            .with("normalisation", "l2")
            .with("queryPrefix", settings.queryPrefix())
            .with("documentPrefix", settings.documentPrefix())
            .with("maxTokens", settings.maxTokens())
            .with("bytesPerToken", settings.bytesPerToken())
            .with("longText", longText);
    // The first has no number, so that fingerprints from before there were any stay.
    this.fingerprint =
        settings.generation() == 1
            ? parts.hex()
            : parts.with("generation", settings.generation()).hex();
  }

  /**
   * Calls the server once if the dimension is not given.
   *
   * @throws EmbeddingException if that call fails
   */
  public static OpenAiCompatibleModel open(
      OpenAiCompatibleSettings settings, LongTextRule longText) {
    return new OpenAiCompatibleModel(settings, longText);
  }

  private static EmbeddingModel client(OpenAiCompatibleSettings settings) {
    OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder builder =
        OpenAiEmbeddingModel.builder()
            // Some servers answer nothing to the offer of HTTP/2 that the default makes without
            // TLS.
            .httpClientBuilder(
                JdkHttpClient.builder()
                    .httpClientBuilder(
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)))
            .baseUrl(settings.baseUrl().toString())
            // The client refuses to be without one; a server that wants none ignores it.
            .apiKey(settings.apiKey().isEmpty() ? "none" : settings.apiKey())
            .modelName(settings.modelName())
            .maxSegmentsPerBatch(settings.batchSize())
            .timeout(settings.timeout())
            .maxRetries(settings.retries())
            .logRequests(false)
            .logResponses(false);
    settings.dimensions().ifPresent(builder::dimensions);
    return builder.build();
  }

  @Override
  public String name() {
    return settings.modelName();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int maxTokens() {
    return settings.maxTokens();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public long tokensProcessed() {
    return tokens.get();
  }

  @Override
  public float[][] embedDocuments(List<String> texts) {
    return embed(texts, documents);
  }

  @Override
  public float[][] embedQueries(List<String> texts) {
    return embed(texts, queries);
  }

  private float[][] embed(List<String> texts, TextWindows rule) {
    if (texts.isEmpty()) {
      return new float[0][];
    }
    List<List<Window>> windows = texts.stream().map(rule::of).toList();
    List<float[]> vectors = call(windows.stream().flatMap(List::stream).map(Window::text).toList());
    float[][] units = new float[texts.size()][];
    int next = 0;
    for (int text = 0; text < units.length; text++) {
      WeightedMean mean = new WeightedMean(dimension);
      for (Window window : windows.get(text)) {
        float[] vector = vectors.get(next++);
        if (vector.length != dimension) {
          throw new EmbeddingException(
              settings + " gave " + vector.length + " dimensions instead of " + dimension);
        }
        mean.add(UnitVector.of(vector), window.tokens());
      }
      units[text] = mean.unit();
    }
    return units;
  }

  private List<float[]> call(List<String> texts) {
    Response<List<Embedding>> response;
    try {
      response = client.embedAll(texts.stream().map(TextSegment::from).toList());
    } catch (RuntimeException e) {
      // Without the cause: what a server answers may hold the key it was sent.
      throw new EmbeddingException(reason(e), !(e instanceof NonRetriableException), null);
    }
    List<float[]> vectors = new ArrayList<>();
    response.content().forEach(embedding -> vectors.add(embedding.vector()));
    if (vectors.size() != texts.size()) {
      throw new EmbeddingException(
          settings + " gave " + vectors.size() + " vectors for " + texts.size() + " texts");
    }
    if (response.tokenUsage() != null && response.tokenUsage().inputTokenCount() != null) {
      tokens.addAndGet(response.tokenUsage().inputTokenCount());
    }
    return vectors;
  }

  private String reason(RuntimeException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    if (!settings.apiKey().isEmpty()) {
      message = message.replace(settings.apiKey(), "***");
    }
    message = message.replaceAll("\\s+", " ").strip();
    return settings
        + " failed: "
        + message.substring(0, Math.min(message.length(), LONGEST_REASON));
  }

  @Override
  public void close() {
    // The client holds no connection beyond its calls.
  }
}

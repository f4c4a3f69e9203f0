package io.retune.system.guarantee;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * People and programs that use the stack, drawn from a seed: they put, edit and delete documents,
 * ask, and want versions trained and released. Each request goes to any instance that there is. Not
 * thread-safe.
 */
final class Clients {

  /** What a version of a document is known by: no other text has it. */
  static final String MARKER = "mark[0-9]+x[0-9]+";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> COLLECTIONS = List.of("alpha", "beta");
  private static final int DOCUMENTS = 12;
  private static final List<String> WORDS =
      List.of(
          "harbour", "lantern", "granite", "orchard", "violin", "compass", "meadow", "furnace",
          "glacier", "saffron", "anchor", "thunder", "velvet", "canyon", "marble", "willow");

  private final StackUnderTest stack;
  private final History history;
  private final SplittableRandom random;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final TreeMap<String, Integer> versions = new TreeMap<>();

  Clients(StackUnderTest stack, History history, long seed) {
    this.stack = stack;
    this.history = history;
    this.random = new SplittableRandom(seed);
  }

  /** One request of somebody. */
  void act() {
    String collection = COLLECTIONS.get(random.nextInt(COLLECTIONS.size()));
    int draw = random.nextInt(100);
    if (draw < 60) {
      put(collection, "document-" + random.nextInt(DOCUMENTS));
    } else if (draw < 78) {
      delete(collection, "document-" + random.nextInt(DOCUMENTS));
    } else if (draw < 82) {
      rubbish(collection);
    } else if (draw < 90) {
      ask(collection);
    } else if (draw < 96) {
      retrain(collection);
    } else {
      release(collection, 0);
    }
  }

  private void put(String collection, String document) {
    String key = collection + "/" + document;
    int version = versions.merge(key, 1, Integer::sum);
    String marker = "mark" + Integer.toUnsignedString(key.hashCode()) + "x" + version;
    Operation.Put put = new Operation.Put(collection, document, marker);
    boolean accepted =
        send(
            ServiceKind.INGEST,
            "PUT",
            "/collections/" + collection + "/documents/" + document,
            "text/markdown",
            text(marker));
    history.add(put, accepted);
  }

  private void delete(String collection, String document) {
    boolean accepted =
        send(
            ServiceKind.INGEST,
            "DELETE",
            "/collections/" + collection + "/documents/" + document,
            "",
            "");
    history.add(new Operation.Delete(collection, document), accepted);
  }

  /** A PDF that is none. */
  private void rubbish(String collection) {
    String document = "rubbish-" + random.nextInt(1_000_000);
    boolean accepted =
        send(
            ServiceKind.INGEST,
            "PUT",
            "/collections/" + collection + "/documents/" + document,
            "application/pdf",
            "%PDF-1.7 and no more than that");
    history.add(new Operation.Rubbish(collection, document), accepted);
  }

  private void ask(String collection) {
    String text = sentence() + " number " + random.nextInt(1_000_000) + "?";
    boolean accepted =
        send(
            ServiceKind.QA_GEN,
            "POST",
            "/collections/" + collection + "/queries",
            "application/json",
            json(java.util.Map.of("text", text)));
    history.add(new Operation.Ask(collection, text), accepted);
  }

  private void retrain(String collection) {
    boolean accepted =
        send(
            ServiceKind.TRAINER,
            "POST",
            "/collections/" + collection + "/retrain",
            "application/json",
            "{}");
    history.add(new Operation.Retrain(collection), accepted);
  }

  private void release(String collection, long version) {
    boolean accepted =
        send(
            ServiceKind.EVAL,
            "POST",
            "/collections/" + collection + "/releases",
            "application/json",
            json(java.util.Map.of("version", version, "by", "a client", "reason", "a test")));
    history.add(new Operation.Release(collection, version), accepted);
  }

  /** Three sections of some sentences, each with the marker, so that each node has it. */
  private String text(String marker) {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(
            section ->
                "# %s %d\n\n%s %s\n\n"
                    .formatted(
                        sentence(),
                        section,
                        marker,
                        IntStream.range(0, 6)
                            .mapToObj(i -> sentence() + ".")
                            .collect(Collectors.joining(" "))))
        .collect(Collectors.joining());
  }

  private String sentence() {
    String words =
        IntStream.range(0, 7)
            .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
            .collect(Collectors.joining(" "));
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private boolean send(ServiceKind kind, String method, String path, String type, String body) {
    List<StackUnderTest.Running> instances = stack.instances(kind);
    URI address = instances.get(random.nextInt(instances.size())).address();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(TIMEOUT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

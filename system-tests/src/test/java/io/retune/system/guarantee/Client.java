package io.retune.system.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.forget.Forgetting;
import io.retune.cli.forget.Subject;
import io.retune.cli.forget.Trace;
import io.retune.cli.output.Progress;
import io.retune.system.guarantee.History.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Somebody who uses one collection, drawn from a seed: writes, edits, deletes and forgets
 * documents, asks, and wants versions trained, imported and released. Each request goes to any
 * instance that there is, and the next one only after the answer. Not thread-safe.
 */
final class Client {

  /** What a section of a version of a document is known by: no other text has it. */
  static final String MARKER = "mark[a-z0-9]+";

  /** Longer than a service's own wait for the cluster and a pause together. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Duration FORGET_TIMEOUT = Duration.ofSeconds(15);
  private static final int FIRST_DOCUMENTS = 6;
  private static final int DOCUMENTS = 12;
  private static final int SECTIONS = 3;
  private static final String JSON = "application/json";
  private static final List<String> WORDS =
      List.of(
          "harbour", "lantern", "granite", "orchard", "violin", "compass", "meadow", "furnace",
          "glacier", "saffron", "anchor", "thunder", "velvet", "canyon", "marble", "willow");

  private final String collection;
  private final StackUnderTest stack;
  private final History history;
  private final SplittableRandom random;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();

  /** How often each section was written, by document. */
  private final Map<String, int[]> edits = new TreeMap<>();

  private final Map<String, String> unreadable = new TreeMap<>();
  private int actions;

  Client(String collection, StackUnderTest stack, History history, long seed) {
    this.collection = collection;
    this.stack = stack;
    this.history = history;
    this.random = new SplittableRandom(seed);
  }

  /** One request. */
  void act() {
    int action = actions++;
    if (action < FIRST_DOCUMENTS) {
      put("document-" + action);
      return;
    }
    int draw = random.nextInt(100);
    if (draw < 52) {
      put("document-" + random.nextInt(DOCUMENTS));
    } else if (draw < 66) {
      delete("document-" + random.nextInt(DOCUMENTS));
    } else if (draw < 70) {
      putRubbish();
    } else if (draw < 75) {
      forget();
    } else if (draw < 82) {
      ask();
    } else if (draw < 87) {
      retrain();
    } else if (draw < 91) {
      bringIn();
    } else if (draw < 96) {
      promote();
    } else {
      rollBack();
    }
  }

  /** Asks for a version of what is there now. */
  Answer retrain() {
    return record(
        new Operation.Retrain(collection),
        () ->
            send(
                ServiceKind.TRAINER,
                "POST",
                "/collections/" + collection + "/retrain",
                JSON,
                BodyPublishers.ofString("{}")));
  }

  /** A new document has new sections; of one that is there one section is edited. */
  private void put(String document) {
    int[] versions = edits.computeIfAbsent(document, unseen -> new int[SECTIONS]);
    if (versions[0] == 0) {
      for (int section = 0; section < SECTIONS; section++) {
        versions[section]++;
      }
    } else {
      versions[random.nextInt(SECTIONS)]++;
    }
    List<String> markers =
        IntStream.range(0, SECTIONS)
            .mapToObj(
                section ->
                    "mark%sd%sx%ds%d"
                        .formatted(
                            collection,
                            document.substring(document.indexOf('-') + 1),
                            versions[section],
                            section))
            .toList();
    record(
        new Operation.Put(collection, document, markers),
        () ->
            send(
                ServiceKind.INGEST,
                "PUT",
                "/collections/" + collection + "/documents/" + document,
                "text/markdown",
                BodyPublishers.ofString(text(markers))));
  }

  private void delete(String document) {
    record(
        new Operation.Delete(collection, document),
        () ->
            send(
                ServiceKind.INGEST,
                "DELETE",
                "/collections/" + collection + "/documents/" + document,
                JSON,
                BodyPublishers.noBody()));
  }

  /** A PDF that is none. */
  private void putRubbish() {
    String document = "rubbish-" + unreadable.size();
    unreadable.put(document, document);
    record(
        new Operation.Rubbish(collection, document),
        () ->
            send(
                ServiceKind.INGEST,
                "PUT",
                "/collections/" + collection + "/documents/" + document,
                "application/pdf",
                BodyPublishers.ofString("%PDF-1.7 and no more than that")));
  }

  /** Mostly a document that can be read. */
  private void forget() {
    String document =
        random.nextInt(3) == 0 && !unreadable.isEmpty()
            ? "rubbish-" + random.nextInt(unreadable.size())
            : "document-" + random.nextInt(DOCUMENTS);
    record(new Operation.Forget(collection, document), () -> forget(document));
  }

  private Answer forget(String document) {
    try {
      Forgetting forgetting =
          new Forgetting(
              cluster(), new Subject.DocumentSubject(collection, document), Progress.NONE);
      Trace trace = forgetting.trace();
      if (!trace.isLive()) {
        return Answer.FAILED;
      }
      forgetting.forget(trace, FORGET_TIMEOUT);
      return Answer.ACCEPTED;
    } catch (CommandFailure | org.apache.kafka.common.KafkaException e) {
      return Answer.NONE;
    }
  }

  private void ask() {
    String text = sentence() + " number " + random.nextInt(1_000_000) + "?";
    record(
        new Operation.Ask(collection, text),
        () ->
            send(
                ServiceKind.QA_GEN,
                "POST",
                "/collections/" + collection + "/queries",
                JSON,
                BodyPublishers.ofString(written(Map.of("text", text)))));
  }

  private void bringIn() {
    String source = "import-" + actions;
    float[] weight = new float[ModelServers.DIMENSION * ModelServers.DIMENSION];
    for (int i = 0; i < weight.length; i++) {
      boolean diagonal = i % (ModelServers.DIMENSION + 1) == 0;
      weight[i] = (diagonal ? 1 : 0) + (random.nextInt(101) - 50) / 1000f;
    }
    byte[] file =
        new AdapterWeights()
            .encode(
                new LinearAdapter(
                    Tensor.of(weight, ModelServers.DIMENSION, ModelServers.DIMENSION)));
    record(
        new Operation.Import(collection, source),
        () ->
            send(
                ServiceKind.TRAINER,
                "POST",
                "/collections/" + collection + "/checkpoints?source=" + source,
                "application/octet-stream",
                BodyPublishers.ofByteArray(file)));
  }

  private void promote() {
    int draw = random.nextInt(1_000_000);
    long version =
        last("/versions").map(latest -> draw % (latest.path("version").asLong() + 1)).orElse(0L);
    release(version, "promotion-" + actions);
  }

  private void rollBack() {
    last("/releases")
        .ifPresent(
            served -> release(served.path("previous_version").asLong(), "rollback-" + actions));
  }

  private void release(long version, String reason) {
    record(
        new Operation.Release(collection, version, reason),
        () ->
            send(
                ServiceKind.EVAL,
                "POST",
                "/collections/" + collection + "/releases",
                JSON,
                BodyPublishers.ofString(
                    written(Map.of("version", version, "by", "a client", "reason", reason)))));
  }

  /** The last element of a list that eval shows; empty where it shows none. */
  private Optional<JsonNode> last(String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(
                      any(ServiceKind.EVAL).address().resolve("/collections/" + collection + path))
                  .timeout(TIMEOUT)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode list = json.readTree(response.body());
      return response.statusCode() == 200 && list.size() > 0
          ? Optional.of(list.get(list.size() - 1))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sections with their markers, so that each node has those of its sections. */
  private String text(List<String> markers) {
    List<String> sections = new ArrayList<>();
    for (String marker : markers) {
      // The text of a section is a function of its marker: what was not edited stays.
      SplittableRandom own = new SplittableRandom(marker.hashCode());
      String body =
          IntStream.range(0, 6).mapToObj(i -> sentence(own) + ".").collect(Collectors.joining(" "));
      sections.add("# %s\n\nHere is %s. %s\n".formatted(sentence(own), marker, body));
    }
    return String.join("\n", sections);
  }

  private String sentence() {
    return sentence(random);
  }

  private static String sentence(SplittableRandom random) {
    String words =
        IntStream.range(0, 7)
            .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
            .collect(Collectors.joining(" "));
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private interface Request {
    Answer send();
  }

  private Answer record(Operation operation, Request request) {
    Instant sent = Instant.now();
    Answer answer = request.send();
    history.add(sent, operation, answer);
    return answer;
  }

  /** Asks any instance, and the next one where nobody listens. */
  private Answer send(
      ServiceKind kind, String method, String path, String type, BodyPublisher body) {
    List<StackUnderTest.Running> instances = stack.instances(kind);
    int first = random.nextInt(instances.size());
    for (int i = 0; i < instances.size(); i++) {
      URI address = instances.get((first + i) % instances.size()).address();
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .timeout(TIMEOUT)
              .header("Content-Type", type)
              .method(method, body)
              .build();
      try {
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status / 100 == 2 ? Answer.ACCEPTED : Answer.FAILED;
      } catch (ConnectException e) {
        // Nothing has left.
      } catch (HttpTimeoutException e) {
        return Answer.NONE;
      } catch (IOException e) {
        return Answer.FAILED;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return Answer.FAILED;
  }

  private StackUnderTest.Running any(ServiceKind kind) {
    List<StackUnderTest.Running> instances = stack.instances(kind);
    return instances.get(random.nextInt(instances.size()));
  }

  private Cluster cluster() {
    return stack.cluster();
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalStateException("a map of texts and numbers is written", e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", cause);
  }
}

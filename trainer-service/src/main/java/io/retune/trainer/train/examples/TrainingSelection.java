package io.retune.trainer.train.examples;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.retune.schemas.v1.Origin;
import io.retune.trainer.train.fit.QuestionGroup;
import io.retune.trainer.train.fit.TrainingSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The part of a collection's examples that a training sees.
 *
 * @param entries whose nodes are used, with all their questions but the lost ones
 * @param scope which of those questions are trained on
 * @param sha256 over all that decides the weights beside the recipe, in order
 * @param lost questions left out because the base model does not lead back to their node, by origin
 */
public record TrainingSelection(
    List<ExampleEntry> entries,
    List<ExampleQuestion> unlabelled,
    Scope scope,
    int dimension,
    String sha256,
    SortedMap<Origin, Integer> lost) {

  /**
   * A real origin with fewer questions shares a group with the others: its own mean would say
   * little.
   */
  private static final int SMALLEST_GROUP = 50;

  /**
   * @param allNodes whether nodes that no trained question asks about are used too
   */
  public static TrainingSelection of(ExampleSet examples, Scope scope, boolean allNodes) {
    List<ExampleEntry> used = new ArrayList<>();
    List<ExampleQuestion> unlabelled = new ArrayList<>();
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(examples.baseModel().getFingerprint());
    for (ExampleEntry entry : examples.entries()) {
      if (entry.node().isEmpty()) {
        for (ExampleQuestion question : entry.questions()) {
          unlabelled.add(question);
          fingerprint.add("unlabelled").add(question.id()).add(question.vector());
        }
        continue;
      }
      List<ExampleQuestion> trained = scope.of(entry);
      if (trained.isEmpty() && !allNodes) {
        continue;
      }
      used.add(entry);
      fingerprint.add("node").add(entry.id()).add(entry.node().get().vector());
      for (ExampleQuestion question : trained) {
        fingerprint
            .add(question.id())
            .add(OriginNames.inDigests(question.origin()))
            .add(question.vector());
      }
    }
    return new TrainingSelection(
        List.copyOf(used),
        List.copyOf(unlabelled),
        scope,
        examples.baseModel().getDimension(),
        fingerprint.hex(),
        new TreeMap<>());
  }

  /** The trained questions of some origins; empty where there are none. */
  public Optional<QuestionGroup> group(Set<Origin> origins) {
    Questions chosen = new Questions();
    for (int place = 0; place < entries.size(); place++) {
      for (ExampleQuestion question : scope.of(entries.get(place))) {
        if (origins.contains(question.origin())) {
          chosen.add(question, place);
        }
      }
    }
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.group("chosen", false));
  }

  /**
   * Without some of the questions of {@link #group}. The hash stays: what is left out follows from
   * the examples and the recipe.
   *
   * @param origins that the group is of
   * @param lost places in the group
   */
  public TrainingSelection without(Set<Origin> origins, BitSet lost) {
    if (lost.isEmpty()) {
      return this;
    }
    List<ExampleQuestion> group =
        entries.stream()
            .flatMap(entry -> scope.of(entry).stream())
            .filter(question -> origins.contains(question.origin()))
            .toList();
    Set<ExampleQuestion> leftOut = lost.stream().mapToObj(group::get).collect(toUnmodifiableSet());
    return new TrainingSelection(
        entries.stream().map(entry -> entry.without(leftOut)).toList(),
        unlabelled,
        scope,
        dimension,
        sha256,
        byOrigin(leftOut.stream()));
  }

  /** Nodes whose vectors are used. */
  public int nodes() {
    return entries.size();
  }

  /** Nodes that a trained question asks about. */
  public int trainingNodes() {
    return (int) entries.stream().filter(entry -> !scope.of(entry).isEmpty()).count();
  }

  /** How many questions are trained on, by origin. */
  public SortedMap<Origin, Integer> questions() {
    return byOrigin(entries.stream().flatMap(entry -> scope.of(entry).stream()));
  }

  public int questionCount() {
    return questions().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Of all used nodes, sorted. */
  public List<String> documentIds() {
    return entries.stream()
        .map(entry -> entry.node().orElseThrow().documentId())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The vectors, grouped.
   *
   * @throws io.retune.trainer.train.fit.TrainingException where there is too little to learn from
   */
  public TrainingSet trainingSet() {
    SortedMap<Origin, Integer> counts = questions();
    Map<Origin, Questions> byOrigin = new EnumMap<>(Origin.class);
    Questions mixed = new Questions();
    for (int place = 0; place < entries.size(); place++) {
      for (ExampleQuestion question : scope.of(entries.get(place))) {
        boolean own = question.isLocal() || counts.get(question.origin()) >= SMALLEST_GROUP;
        (own ? byOrigin.computeIfAbsent(question.origin(), origin -> new Questions()) : mixed)
            .add(question, place);
      }
    }
    List<QuestionGroup> groups = new ArrayList<>();
    byOrigin.forEach(
        (origin, some) ->
            groups.add(some.group(OriginNames.of(origin), origin != Origin.ORIGIN_LOCAL)));
    if (!mixed.isEmpty()) {
      groups.add(mixed.group("mixed", true));
    }
    return new TrainingSet(
        dimension,
        nodeVectors(),
        groups,
        unlabelled.stream().map(ExampleQuestion::vector).toList());
  }

  /** Of all used nodes, in the order of their ids. */
  public List<float[]> nodeVectors() {
    return entries.stream().map(entry -> entry.node().orElseThrow().vector()).toList();
  }

  private static SortedMap<Origin, Integer> byOrigin(Stream<ExampleQuestion> questions) {
    return questions.collect(
        groupingBy(ExampleQuestion::origin, TreeMap::new, summingInt(question -> 1)));
  }

  private static final class Questions {

    private final List<float[]> vectors = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();

    void add(ExampleQuestion question, int answer) {
      vectors.add(question.vector());
      answers.add(answer);
    }

    boolean isEmpty() {
      return vectors.isEmpty();
    }

    QuestionGroup group(String name, boolean real) {
      return new QuestionGroup(
          name, real, vectors, answers.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private static final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    Fingerprint add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
      return this;
    }

    Fingerprint add(float[] vector) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      digest.update(bytes);
      return this;
    }

    String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}

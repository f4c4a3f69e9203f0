package io.retune.trainer.train.examples;

import io.retune.schemas.v1.Origin;
import io.retune.trainer.train.fit.QuestionGroup;
import io.retune.trainer.train.fit.RoundTripCheck;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The part of a collection's examples that a training sees.
 *
 * @param sha256 over all that decides the weights, in order
 * @param nodes whose vectors are used
 * @param trainingNodes those of them that a trained question asks about
 * @param questions trained on, by origin
 * @param lost questions left out because the base model does not lead back to their node, by origin
 * @param documentIds of all used nodes, sorted
 */
public record TrainingSelection(
    List<ExampleEntry> entries,
    List<ExampleQuestion> unlabelled,
    Scope scope,
    int dimension,
    String sha256,
    int nodes,
    int trainingNodes,
    SortedMap<Origin, Integer> questions,
    SortedMap<Origin, Integer> lost,
    List<String> documentIds) {

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
    SortedMap<Origin, Integer> counts = new TreeMap<>();
    TreeSet<String> documents = new TreeSet<>();
    int trainingNodes = 0;
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
      ExampleNode node = entry.node().get();
      List<ExampleQuestion> trained =
          entry.questions().stream().filter(question -> scope.includes(node, question)).toList();
      if (trained.isEmpty() && !allNodes) {
        continue;
      }
      used.add(entry);
      documents.add(node.documentId());
      trainingNodes += trained.isEmpty() ? 0 : 1;
      fingerprint.add("node").add(entry.id()).add(node.vector());
      for (ExampleQuestion question : trained) {
        counts.merge(question.origin(), 1, Integer::sum);
        fingerprint.add(question.id()).add(question.origin().name()).add(question.vector());
      }
    }
    return new TrainingSelection(
        List.copyOf(used),
        List.copyOf(unlabelled),
        scope,
        examples.baseModel().getDimension(),
        fingerprint.hex(),
        used.size(),
        trainingNodes,
        counts,
        new TreeMap<>(),
        List.copyOf(documents));
  }

  /**
   * Without the questions of some origins that do not come back to their node. The hash stays: what
   * is left out follows from the examples and the recipe.
   *
   * @param among how many nodes the base model finds for a question; its own is to be among them
   */
  public TrainingSelection withoutLost(RoundTripCheck check, Set<Origin> origins, int among) {
    Questions candidates = new Questions();
    for (int place = 0; place < entries.size(); place++) {
      for (ExampleQuestion question : checked(entries.get(place), origins)) {
        candidates.add(question.vector(), place);
      }
    }
    BitSet lostCandidates =
        check.lost(
            entries.stream().map(entry -> entry.node().orElseThrow().vector()).toList(),
            candidates.vectors,
            candidates.answers(),
            among);
    SortedMap<Origin, Integer> kept = new TreeMap<>(questions);
    SortedMap<Origin, Integer> leftOut = new TreeMap<>();
    List<ExampleEntry> keptEntries = new ArrayList<>();
    int keptTrainingNodes = 0;
    int candidate = 0;
    for (ExampleEntry entry : entries) {
      List<ExampleQuestion> keptQuestions = new ArrayList<>(entry.questions());
      for (ExampleQuestion question : checked(entry, origins)) {
        if (lostCandidates.get(candidate++)) {
          keptQuestions.remove(question);
          kept.computeIfPresent(question.origin(), (origin, count) -> count > 1 ? count - 1 : null);
          leftOut.merge(question.origin(), 1, Integer::sum);
        }
      }
      ExampleEntry keptEntry =
          new ExampleEntry(entry.id(), entry.baseModel(), entry.node(), keptQuestions);
      keptEntries.add(keptEntry);
      keptTrainingNodes += trained(keptEntry).findAny().isPresent() ? 1 : 0;
    }
    return new TrainingSelection(
        List.copyOf(keptEntries),
        unlabelled,
        scope,
        dimension,
        sha256,
        nodes,
        keptTrainingNodes,
        kept,
        leftOut,
        documentIds);
  }

  private Stream<ExampleQuestion> trained(ExampleEntry entry) {
    return entry.questions().stream()
        .filter(question -> scope.includes(entry.node().orElseThrow(), question));
  }

  private List<ExampleQuestion> checked(ExampleEntry entry, Set<Origin> origins) {
    return trained(entry).filter(question -> origins.contains(question.origin())).toList();
  }

  public int questionCount() {
    return questions.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The vectors, grouped.
   *
   * @throws io.retune.trainer.train.fit.TrainingException where there is too little to learn from
   */
  public TrainingSet trainingSet() {
    List<float[]> vectors = new ArrayList<>();
    Map<Origin, Questions> byOrigin = new EnumMap<>(Origin.class);
    Questions mixed = new Questions();
    for (ExampleEntry entry : entries) {
      for (ExampleQuestion question : trained(entry).toList()) {
        boolean own = question.isLocal() || questions.get(question.origin()) >= SMALLEST_GROUP;
        (own ? byOrigin.computeIfAbsent(question.origin(), origin -> new Questions()) : mixed)
            .add(question.vector(), vectors.size());
      }
      vectors.add(entry.node().orElseThrow().vector());
    }
    List<QuestionGroup> groups = new ArrayList<>();
    byOrigin.forEach(
        (origin, some) ->
            groups.add(some.group(OriginNames.of(origin), origin != Origin.ORIGIN_LOCAL)));
    if (!mixed.vectors.isEmpty()) {
      groups.add(mixed.group("mixed", true));
    }
    return new TrainingSet(
        dimension, vectors, groups, unlabelled.stream().map(ExampleQuestion::vector).toList());
  }

  private static final class Questions {

    private final List<float[]> vectors = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();

    void add(float[] vector, int answer) {
      vectors.add(vector);
      answers.add(answer);
    }

    int[] answers() {
      return answers.stream().mapToInt(Integer::intValue).toArray();
    }

    QuestionGroup group(String name, boolean real) {
      return new QuestionGroup(name, real, vectors, answers());
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

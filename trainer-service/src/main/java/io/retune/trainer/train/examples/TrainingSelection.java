package io.retune.trainer.train.examples;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.retune.schemas.ContentDigest;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.fit.QuestionGroup;
import io.retune.trainer.train.fit.TrainingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The part of a collection's examples that a training sees.
 *
 * @param entries whose nodes are used, with the questions that are trained on
 * @param sha256 over all that decides the weights beside the recipe, in order
 * @param lost questions left out because the base model does not lead back to their node, by class
 */
public record TrainingSelection(
    List<ExampleEntry> entries,
    List<ExampleQuestion> unlabelled,
    int dimension,
    String sha256,
    SortedMap<QuestionClass, Integer> lost) {

  /**
   * A class with fewer questions, unless it is the local one, shares a group with the others: its
   * own mean would say little.
   */
  private static final int MIN_GROUP = 50;

  /** What a training on these examples by this recipe sees. */
  public static TrainingSelection of(Examples examples, Scope scope, Recipe recipe) {
    ExampleCounts counts = ExampleCounts.of(examples, recipe.getSample());
    return of(examples, counts, scope, recipe, Long.MAX_VALUE);
  }

  /**
   * The same of a collection that was counted before.
   *
   * @param counts of the same examples
   * @param recipe whitened ones use nodes too that no trained question asks about; with a sample,
   *     only its examples are kept
   * @param maxBytes that the vectors may take
   * @throws TooManyExamplesException if they take more
   */
  public static TrainingSelection of(
      Examples examples, ExampleCounts counts, Scope scope, Recipe recipe, long maxBytes) {
    Choice choice = recipe.hasSample() ? counts.choice(scope, recipe.getSample()) : Choice.ALL;
    Reading reading =
        new Reading(examples.baseModel(), scope, choice, recipe.hasWhitened(), maxBytes);
    examples.read(reading);
    return reading.selection();
  }

  /** The trained questions of some classes; empty where there are none. */
  public Optional<QuestionGroup> group(Set<QuestionClass> classes) {
    Questions chosen = new Questions();
    for (int place = 0; place < entries.size(); place++) {
      for (ExampleQuestion question : entries.get(place).questions()) {
        if (classes.contains(question.questionClass())) {
          chosen.add(question, place, false, false);
        }
      }
    }
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.group("chosen", false));
  }

  /**
   * Without some of the questions of {@link #group}. The hash stays: what is left out follows from
   * the examples and the recipe.
   *
   * @param classes that the group is of
   * @param lost places in the group
   */
  public TrainingSelection without(Set<QuestionClass> classes, BitSet lost) {
    if (lost.isEmpty()) {
      return this;
    }
    List<ExampleQuestion> group =
        entries.stream()
            .flatMap(entry -> entry.questions().stream())
            .filter(question -> classes.contains(question.questionClass()))
            .toList();
    Set<ExampleQuestion> leftOut = lost.stream().mapToObj(group::get).collect(toUnmodifiableSet());
    return new TrainingSelection(
        entries.stream()
            .map(
                entry ->
                    entry.with(
                        entry.questions().stream()
                            .filter(question -> !leftOut.contains(question))
                            .toList()))
            .toList(),
        unlabelled,
        dimension,
        sha256,
        byClass(leftOut.stream()));
  }

  /** Nodes whose vectors are used. */
  public int nodes() {
    return entries.size();
  }

  /** Nodes that a trained question asks about. */
  public int trainingNodes() {
    return (int) entries.stream().filter(entry -> !entry.questions().isEmpty()).count();
  }

  /** How many questions are trained on, by class. */
  public SortedMap<QuestionClass, Integer> questions() {
    return byClass(entries.stream().flatMap(entry -> entry.questions().stream()));
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
   * @param rule which questions a blend may be chosen by
   * @param memory how many local questions an adapter may keep at most: those of the lowest hashes
   * @throws io.retune.trainer.train.fit.TrainingException where there is too little to learn from
   */
  public TrainingSet trainingSet(EvidenceRule rule, int memory) {
    Choice memorable = memorable(memory);
    SortedMap<QuestionClass, Integer> counts = questions();
    SortedMap<QuestionClass, Questions> byClass = new TreeMap<>(QuestionClass.BY_ORIGIN);
    Questions mixed = new Questions();
    for (int place = 0; place < entries.size(); place++) {
      for (ExampleQuestion question : entries.get(place).questions()) {
        QuestionClass own = question.questionClass();
        boolean alone = question.isLocal() || counts.get(own) >= MIN_GROUP;
        (alone ? byClass.computeIfAbsent(own, any -> new Questions()) : mixed)
            .add(
                question,
                place,
                rule.counts(own),
                question.isLocal() && memorable.takes(entries.get(place), question));
      }
    }
    List<QuestionGroup> groups = new ArrayList<>();
    byClass.forEach(
        (questionClass, some) ->
            groups.add(some.group(questionClass.wireName(), questionClass == QuestionClass.LOCAL)));
    if (!mixed.isEmpty()) {
      groups.add(mixed.group("mixed", false));
    }
    return new TrainingSet(
        dimension,
        nodeVectors(),
        groups,
        unlabelled.stream().map(ExampleQuestion::vector).toList());
  }

  /** Takes local questions up to a number. */
  private Choice memorable(int most) {
    LowestHashes hashes = new LowestHashes(most);
    for (ExampleEntry entry : entries) {
      entry.questions().stream()
          .filter(ExampleQuestion::isLocal)
          .forEach(question -> hashes.add(Choice.hash(entry, question)));
    }
    return new Choice(0, hashes.highestOf(most), 0, 0);
  }

  /** Of all used nodes, in the order of their ids. */
  public List<float[]> nodeVectors() {
    return entries.stream().map(entry -> entry.node().orElseThrow().vector()).toList();
  }

  private static SortedMap<QuestionClass, Integer> byClass(Stream<ExampleQuestion> questions) {
    return questions.collect(
        groupingBy(
            ExampleQuestion::questionClass,
            () -> new TreeMap<>(QuestionClass.BY_ORIGIN),
            summingInt(question -> 1)));
  }

  /** Takes what a training sees out of the examples that are read to it. */
  private static final class Reading implements Consumer<ExampleEntry> {

    private final BaseModel baseModel;
    private final Scope scope;
    private final Choice choice;
    private final boolean allNodes;
    private final long maxBytes;
    private final List<ExampleEntry> used = new ArrayList<>();
    private final List<ExampleQuestion> unlabelled = new ArrayList<>();
    private final ContentDigest digest = new ContentDigest();
    private long bytes;

    Reading(BaseModel baseModel, Scope scope, Choice choice, boolean allNodes, long maxBytes) {
      this.baseModel = baseModel;
      this.scope = scope;
      this.choice = choice;
      this.allNodes = allNodes;
      this.maxBytes = maxBytes;
      digest.field(baseModel.getFingerprint());
    }

    @Override
    public void accept(ExampleEntry entry) {
      if (entry.node().isEmpty()) {
        acceptUnlabelled(entry);
      } else {
        acceptNode(entry, entry.node().get());
      }
    }

    private void acceptUnlabelled(ExampleEntry entry) {
      for (ExampleQuestion question : entry.questions()) {
        if (choice.takes(entry, question)) {
          takeUp(1);
          unlabelled.add(question);
          digest.field("unlabelled").field(question.id()).vector(question.vector());
        }
      }
    }

    private void acceptNode(ExampleEntry entry, ExampleNode node) {
      List<ExampleQuestion> trained =
          scope.of(entry).stream().filter(question -> choice.takes(entry, question)).toList();
      if (trained.isEmpty() && !(allNodes && choice.takes(entry))) {
        return;
      }
      takeUp(1 + trained.size());
      used.add(entry.with(trained));
      digest.field("node").field(entry.id()).vector(node.vector());
      for (ExampleQuestion question : trained) {
        digest
            .field(question.id())
            .field(question.questionClass().nameInDigests())
            .vector(question.vector());
      }
    }

    private void takeUp(int vectors) {
      bytes += (long) vectors * baseModel.getDimension() * Float.BYTES;
      if (bytes > maxBytes) {
        throw new TooManyExamplesException(used.size(), maxBytes);
      }
    }

    TrainingSelection selection() {
      return new TrainingSelection(
          List.copyOf(used),
          List.copyOf(unlabelled),
          baseModel.getDimension(),
          digest.hex(),
          new TreeMap<>(QuestionClass.BY_ORIGIN));
    }
  }

  private static final class Questions {

    private final List<float[]> vectors = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private final BitSet evidence = new BitSet();
    private final BitSet memorable = new BitSet();

    void add(ExampleQuestion question, int answer, boolean isEvidence, boolean isMemorable) {
      evidence.set(vectors.size(), isEvidence);
      memorable.set(vectors.size(), isMemorable);
      vectors.add(question.vector());
      answers.add(answer);
    }

    boolean isEmpty() {
      return vectors.isEmpty();
    }

    QuestionGroup group(String name, boolean local) {
      return new QuestionGroup(
          name,
          local,
          vectors,
          answers.stream().mapToInt(Integer::intValue).toArray(),
          evidence,
          memorable);
    }
  }
}

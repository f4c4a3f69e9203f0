package io.retune.trainer.train.examples;

import io.retune.schemas.DocumentDigests;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.Sample;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many examples a collection has of each kind, and which of them come first where a fit cannot
 * use all. Memory is bounded by the sample, whatever the collection.
 */
public final class ExampleCounts {

  private final Side training;
  private final Side validation;
  private final LowestHashes nodeHashes;
  private final LowestHashes unlabelledHashes;
  private final DocumentDigests forgotten;
  private int nodes;
  private int nodesOfForgotten;
  private int unlabelled;
  private Examples.Skipped skipped = Examples.Skipped.NONE;

  private ExampleCounts(Sample most, DocumentDigests forgotten) {
    this.forgotten = forgotten;
    training = new Side(most);
    validation = new Side(most);
    nodeHashes = new LowestHashes(most.getNodes());
    unlabelledHashes = new LowestHashes(most.getUnlabelledQuestions());
  }

  /**
   * Reads the examples.
   *
   * @param most more than this will never be chosen
   */
  public static ExampleCounts of(Examples examples, Sample most) {
    return of(examples, most, DocumentDigests.NONE);
  }

  /**
   * Reads the examples.
   *
   * @param most more than this will never be chosen
   * @param forgotten documents whose nodes are counted apart
   */
  public static ExampleCounts of(Examples examples, Sample most, DocumentDigests forgotten) {
    ExampleCounts counts = new ExampleCounts(most, forgotten);
    counts.skipped = examples.read(counts::add);
    return counts;
  }

  private void add(ExampleEntry entry) {
    if (entry.node().isEmpty()) {
      unlabelled += entry.questions().size();
      entry.questions().forEach(question -> unlabelledHashes.add(Choice.hash(entry, question)));
      return;
    }
    nodes++;
    if (forgotten.contains(entry.node().get().documentId())) {
      nodesOfForgotten++;
    }
    nodeHashes.add(Choice.hash(entry));
    Side side = entry.node().get().validation() ? validation : training;
    entry.questions().stream()
        .filter(ExampleQuestion::isLabelled)
        .forEach(question -> side.add(entry, question));
  }

  public int nodes() {
    return nodes;
  }

  /** Nodes of documents that are to be forgotten, and that are there. */
  public int nodesOfForgotten() {
    return nodesOfForgotten;
  }

  /** Questions whose answer is not known. */
  public int unlabelled() {
    return unlabelled;
  }

  public Examples.Skipped skipped() {
    return skipped;
  }

  /** Labelled questions of training nodes. */
  public long trainingQuestions() {
    return training.asked() + training.local();
  }

  /** Questions in a scope that were asked. */
  public long asked(Scope scope) {
    return training.asked() + (scope == Scope.ALL_NODES ? validation.asked() : 0);
  }

  /** Questions in a scope that were cut from the text of their nodes. */
  public long local(Scope scope) {
    return training.local() + (scope == Scope.TRAINING_NODES ? 0 : validation.local());
  }

  /**
   * Questions on one side of the split that are evidence.
   *
   * @param ofValidation whether those of nodes to evaluate on
   */
  public int evidence(EvidenceRule rule, boolean ofValidation) {
    return (ofValidation ? validation : training)
        .questions.entrySet().stream()
            .filter(count -> rule.counts(count.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
  }

  /**
   * Which examples of a scope a sample takes.
   *
   * @param sample no larger than what these were counted with
   */
  Choice choice(Scope scope, Sample sample) {
    LowestHashes asked = new LowestHashes(sample.getAskedQuestions());
    LowestHashes local = new LowestHashes(sample.getLocalQuestions());
    asked.addAll(training.askedHashes);
    local.addAll(training.localHashes);
    if (scope != Scope.TRAINING_NODES) {
      local.addAll(validation.localHashes);
    }
    if (scope == Scope.ALL_NODES) {
      asked.addAll(validation.askedHashes);
    }
    return new Choice(
        asked.highestOf(sample.getAskedQuestions()),
        local.highestOf(sample.getLocalQuestions()),
        nodeHashes.highestOf(sample.getNodes()),
        unlabelledHashes.highestOf(sample.getUnlabelledQuestions()));
  }

  /** The labelled questions on one side of the split. */
  private static final class Side {

    private final LowestHashes askedHashes;
    private final LowestHashes localHashes;
    private final Map<QuestionClass, Integer> questions = new EnumMap<>(QuestionClass.class);

    Side(Sample most) {
      askedHashes = new LowestHashes(most.getAskedQuestions());
      localHashes = new LowestHashes(most.getLocalQuestions());
    }

    void add(ExampleEntry entry, ExampleQuestion question) {
      questions.merge(question.questionClass(), 1, Integer::sum);
      (question.isLocal() ? localHashes : askedHashes).add(Choice.hash(entry, question));
    }

    long local() {
      return questions.getOrDefault(QuestionClass.LOCAL, 0);
    }

    long asked() {
      return questions.values().stream().mapToLong(Integer::longValue).sum() - local();
    }
  }
}

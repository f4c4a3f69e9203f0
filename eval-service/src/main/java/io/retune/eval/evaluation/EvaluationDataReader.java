package io.retune.eval.evaluation;

import io.retune.eval.statistics.Sketch;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.Embeddings;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Gathers what an evaluation asks, and of how many nodes. Records of other base models are counted
 * and left out, and so are vectors that do not fit. Nodes' vectors and texts are not kept: they are
 * read again by {@link CorpusSearch}. Not thread-safe.
 */
public final class EvaluationDataReader {
  /** More than there are; only a hostile feed has more. */
  private static final int MOST_LANGUAGES = 1_000;

  private final CorpusRule rule;
  private final GatheredQuestions validation;
  private final GatheredQuestions arrived;
  private final Map<String, Integer> languages = new HashMap<>();
  private int embeddedNodes;
  private int searchedNodes;
  private final Sketch.Builder nodes = new Sketch.Builder();
  private int foreignNodes;

  /**
   * @param rule which nodes are searched
   * @param evidence what counts as evidence
   * @param maxQuestions of a set; of more, a sample is taken
   */
  public EvaluationDataReader(CorpusRule rule, EvidenceRule evidence, int maxQuestions) {
    this.rule = rule;
    this.validation = new GatheredQuestions(evidence, rule.dimension(), maxQuestions);
    this.arrived = new GatheredQuestions(evidence, rule.dimension(), maxQuestions);
  }

  /**
   * The first reading.
   *
   * @return how much of the collection the base model has embedded
   */
  public EmbeddedShare gather(CollectionRecords records) throws IOException {
    records.read(this::gather);
    return new EmbeddedShare(embeddedNodes, foreignNodes);
  }

  /** The second reading, of the same records, if there is need of one. */
  public EvaluationData finish(CollectionRecords records) throws IOException {
    if (validation.mayBeShared() || arrived.mayBeShared()) {
      records.read(this::exclude);
    }
    return new EvaluationData(
        new Corpus(searchedNodes, mainLanguage()),
        validation.of(QuestionGroup.EVIDENCE),
        validation.of(QuestionGroup.LOCAL),
        validation.of(QuestionGroup.LANGUAGE_MODEL),
        arrived.of(QuestionGroup.EVIDENCE).or(() -> arrived.of(QuestionGroup.LOCAL)),
        validation.leftOut(),
        nodes.build(),
        validation.evidenceIds(),
        foreignNodes);
  }

  private void gather(String nodeId, Embeddings record, boolean hasArrived) {
    if (!record.hasNode()) {
      return;
    }
    if (!rule.isOfBaseModel(record)) {
      foreignNodes++;
      return;
    }
    embeddedNodes++;
    nodes.add(nodeId);
    if (asksValidation(record)) {
      validation.add(nodeId, record, searchedNodes);
    } else {
      validation.passOver(record);
    }
    if (asksArrived(record, hasArrived)) {
      arrived.add(nodeId, record, searchedNodes);
    } else {
      arrived.passOver(record);
    }
    if (!rule.searches(record)) {
      return;
    }
    searchedNodes++;
    String language = record.getNode().getLanguage();
    if (languages.size() < MOST_LANGUAGES || languages.containsKey(language)) {
      languages.merge(language, 1, Integer::sum);
    }
  }

  private void exclude(String nodeId, Embeddings record, boolean hasArrived) {
    if (!record.hasNode() || !rule.isOfBaseModel(record)) {
      return;
    }
    if (!asksValidation(record)) {
      validation.exclude(record);
    }
    if (!asksArrived(record, hasArrived)) {
      arrived.exclude(record);
    }
  }

  private boolean asksValidation(Embeddings record) {
    return rule.searches(record) && CorpusRule.isValidation(record);
  }

  private boolean asksArrived(Embeddings record, boolean hasArrived) {
    return rule.searches(record) && hasArrived;
  }

  private String mainLanguage() {
    return languages.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}

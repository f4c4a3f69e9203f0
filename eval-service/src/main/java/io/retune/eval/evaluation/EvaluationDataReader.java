package io.retune.eval.evaluation;

import io.retune.eval.ranking.VectorTable;
import io.retune.eval.statistics.Sketch;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers, record by record, what an evaluation looks at. Records of other base models are counted
 * and left out, and so are vectors that do not fit. Not thread-safe.
 */
public final class EvaluationDataReader {
  private final BaseModel baseModel;
  private final CorpusScope scope;
  private final GatheredQuestions validation;
  private final GatheredQuestions arrived;
  private final List<String> nodeIds = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> languages = new HashMap<>();
  private final Sketch.Builder nodes = new Sketch.Builder();
  private int foreignNodes;

  /**
   * @param baseModel what nodes and questions must have been embedded with
   * @param arrivedNodes ids of the nodes whose questions make the live score
   * @param rule what counts as evidence
   * @param maxQuestions of a set; of more, a sample is taken
   * @throws IllegalArgumentException if the base model has no dimension
   */
  public EvaluationDataReader(
      BaseModel baseModel,
      CorpusScope scope,
      Set<String> arrivedNodes,
      EvidenceRule rule,
      int maxQuestions) {
    if (baseModel.getDimension() < 1) {
      throw new IllegalArgumentException("the base model has no dimension");
    }
    this.baseModel = baseModel;
    this.scope = scope;
    this.validation =
        new GatheredQuestions(
            EvaluationDataReader::isValidation, rule, baseModel.getDimension(), maxQuestions);
    this.arrived =
        new GatheredQuestions(
            node -> arrivedNodes.contains(node.getNodeId()),
            rule,
            baseModel.getDimension(),
            maxQuestions);
  }

  /** Takes one record of the collection. */
  public void add(Embeddings record) {
    if (!record.hasNode()) {
      return;
    }
    if (!record.getBaseModel().getFingerprint().equals(baseModel.getFingerprint())) {
      foreignNodes++;
      return;
    }
    Node node = record.getNode();
    nodes.add(node.getNodeId());
    Optional<float[]> vector = Vectors.decode(record.getVector(), baseModel.getDimension());
    if (vector.isPresent() && (scope == CorpusScope.ALL || isValidation(node))) {
      validation.add(record, nodeIds.size());
      arrived.add(record, nodeIds.size());
      nodeIds.add(node.getNodeId());
      vectors.add(vector.get());
      texts.add(node.getText());
      languages.merge(node.getLanguage(), 1, Integer::sum);
    } else {
      validation.exclude(record);
      arrived.exclude(record);
    }
  }

  /** What was gathered. */
  public EvaluationData read() {
    int searched = nodeIds.size();
    return new EvaluationData(
        new Corpus(
            nodeIds, VectorTable.of(baseModel.getDimension(), vectors), texts, mainLanguage()),
        validation.of(QuestionGroup.EVIDENCE, searched),
        validation.of(QuestionGroup.LOCAL, searched),
        validation.of(QuestionGroup.LANGUAGE_MODEL, searched),
        arrived
            .of(QuestionGroup.EVIDENCE, searched)
            .or(() -> arrived.of(QuestionGroup.LOCAL, searched)),
        validation.leftOut(),
        nodes.build(),
        validation.evidenceIds(),
        foreignNodes);
  }

  private static boolean isValidation(Node node) {
    return node.getSplit() == Split.SPLIT_VALIDATION;
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

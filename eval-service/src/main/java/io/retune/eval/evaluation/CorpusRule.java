package io.retune.eval.evaluation;

import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Split;
import java.util.Objects;

/**
 * Which nodes of a collection are searched: those that a base model embedded, within the scope.
 *
 * @param baseModel what nodes and questions must have been embedded with
 */
public record CorpusRule(BaseModel baseModel, CorpusScope scope) {
  /**
   * @throws IllegalArgumentException if the base model has no dimension
   */
  public CorpusRule {
    Objects.requireNonNull(scope, "scope");
    if (baseModel.getDimension() < 1) {
      throw new IllegalArgumentException("the base model has no dimension");
    }
  }

  int dimension() {
    return baseModel.getDimension();
  }

  /** Whether a record's vectors are the base model's. */
  boolean isOfBaseModel(Embeddings record) {
    return record.getBaseModel().getFingerprint().equals(baseModel.getFingerprint());
  }

  /** Whether a record has a node that is searched. Decodes no vector. */
  public boolean searches(Embeddings record) {
    return record.hasNode()
        && isOfBaseModel(record)
        && (scope == CorpusScope.ALL || isValidation(record))
        && Vectors.isReadable(record.getVector(), dimension());
  }

  static boolean isValidation(Embeddings record) {
    return record.getNode().getSplit() == Split.SPLIT_VALIDATION;
  }
}

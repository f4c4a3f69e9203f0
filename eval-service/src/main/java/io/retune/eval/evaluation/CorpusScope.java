package io.retune.eval.evaluation;

/** Which nodes are searched. */
public enum CorpusScope {
  /** All nodes of the collection, as an application does. */
  ALL,
  /** Validation nodes only, as LlamaIndex's examples do. */
  VALIDATION
}

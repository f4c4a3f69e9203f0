package io.retune.trainer.train.examples;

import java.util.Objects;

/**
 * A node with its vector.
 *
 * @param vector of unit length
 * @param validation whether its questions are for evaluation
 */
public record ExampleNode(String documentId, boolean validation, float[] vector) {

  public ExampleNode {
    Objects.requireNonNull(documentId, "documentId");
    Objects.requireNonNull(vector, "vector");
  }
}

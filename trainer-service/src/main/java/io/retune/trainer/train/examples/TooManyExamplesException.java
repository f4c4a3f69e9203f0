package io.retune.trainer.train.examples;

/** The examples that a fit needs do not fit into the memory of this process. */
public final class TooManyExamplesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyExamplesException(int nodes, long maxBytes) {
    super(
        "the vectors that a fit needs take more than the %d MB that this process has for them (%d nodes so far); give it a larger heap, or fewer steps or smaller batches in its recipe"
            .formatted(maxBytes >> 20, nodes));
  }
}

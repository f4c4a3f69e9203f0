package io.retune.trainer.train.examples;

/** The examples of a collection do not fit into the memory of this process. */
public final class TooManyExamplesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyExamplesException(int nodes, long maxBytes) {
    super(
        "the vectors of the first %d nodes take more than the %d MB that this process has for them; give it a larger heap"
            .formatted(nodes, maxBytes >> 20));
  }
}

package io.retune.qagen.llm;

/** The language model gave no questions for a node, and trying again at once is of no use. */
public final class LlmException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LlmException(String message) {
    super(message);
  }

  LlmException(String message, Throwable cause) {
    super(message, cause);
  }
}

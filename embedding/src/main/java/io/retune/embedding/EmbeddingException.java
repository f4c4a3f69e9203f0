package io.retune.embedding;

/** A text could not be embedded. The message is one line and holds no secret. */
public class EmbeddingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean worthRetrying;

  /**
   * @param worthRetrying whether the same call may succeed later: the cause is the network or a
   *     busy server, not the text or the configuration
   */
  public EmbeddingException(String message, boolean worthRetrying, Throwable cause) {
    super(message, cause);
    this.worthRetrying = worthRetrying;
  }

  public EmbeddingException(String message, Throwable cause) {
    this(message, false, cause);
  }

  public EmbeddingException(String message) {
    this(message, false, null);
  }

  public boolean isWorthRetrying() {
    return worthRetrying;
  }
}

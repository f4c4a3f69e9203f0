package io.retune.trainer.train.fit;

/**
 * Training cannot give an adapter from these examples and this recipe. Says why in one line, for
 * people.
 */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TrainingException(String reason) {
    super(reason);
  }
}

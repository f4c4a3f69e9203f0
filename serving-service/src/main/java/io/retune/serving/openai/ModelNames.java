package io.retune.serving.openai;

import io.retune.serving.model.ModelName;
import io.retune.serving.model.UnknownModelException;

/** Names of models, as callers send them. */
final class ModelNames {
  private ModelNames() {}

  /**
   * Reads a name.
   *
   * @throws UnknownModelException if no model can have it
   */
  static ModelName read(String text) {
    try {
      return ModelName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UnknownModelException(
          "there is no model '%s': %s"
              .formatted(text.substring(0, Math.min(text.length(), 200)), e.getMessage()));
    }
  }
}

package io.retune.serving.model;

import java.util.Locale;

/** Which side of a search a text is on. */
public enum Side {
  /** It is searched with: its vector goes through the adapter. */
  QUERY,
  /** It is searched: its vector is the base model's. */
  DOCUMENT;

  /** As names of models and settings have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

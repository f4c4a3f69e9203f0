package io.retune.embedding;

/** How the vectors of a text's tokens become one. */
public enum Pooling {
  /** The first token's vector. */
  CLS,
  /** The mean over all tokens, special ones included. */
  MEAN
}

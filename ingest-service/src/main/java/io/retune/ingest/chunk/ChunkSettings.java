package io.retune.ingest.chunk;

/**
 * How large chunks are, in tokens of the base model without those it adds to every text.
 *
 * @param maxTokens the most in one chunk, at least 16
 * @param overlapTokens the most that a chunk repeats of the one before it; 0 for none, less than
 *     half of maxTokens
 * @param minTokens sections of fewer go together with their neighbours on the page; at most half of
 *     maxTokens
 */
public record ChunkSettings(int maxTokens, int overlapTokens, int minTokens) {
  public ChunkSettings {
    if (maxTokens < 16) {
      throw new IllegalArgumentException("chunks of " + maxTokens + " tokens are too small");
    }
    if (overlapTokens < 0 || overlapTokens * 2 >= maxTokens) {
      throw new IllegalArgumentException(
          "an overlap of " + overlapTokens + " tokens must be less than half of " + maxTokens);
    }
    if (minTokens < 0 || minTokens * 2 > maxTokens) {
      throw new IllegalArgumentException(
          "a minimum of " + minTokens + " tokens must be at most half of " + maxTokens);
    }
  }

  /** What a chunk may have of its own, so that the overlap still fits. */
  int ownTokens() {
    return maxTokens - overlapTokens;
  }
}

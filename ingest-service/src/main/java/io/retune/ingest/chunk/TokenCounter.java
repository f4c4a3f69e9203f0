package io.retune.ingest.chunk;

/** Counts tokens as the base model does, without those it adds to every text. Thread-safe. */
@FunctionalInterface
public interface TokenCounter {
  int count(String text);
}

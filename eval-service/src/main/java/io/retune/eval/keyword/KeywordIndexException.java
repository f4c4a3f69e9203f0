package io.retune.eval.keyword;

import java.io.IOException;

/** An index could not be read or written: the disk is full or broken, or a file of it is. */
public final class KeywordIndexException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KeywordIndexException(String collection, IOException cause) {
    super(
        "the keyword index of collection %s cannot be used: %s"
            .formatted(collection, cause.getMessage()),
        cause);
  }
}

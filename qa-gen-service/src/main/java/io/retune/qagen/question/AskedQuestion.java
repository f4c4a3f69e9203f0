package io.retune.qagen.question;

import static java.util.Objects.requireNonNull;

import io.retune.schemas.v1.Origin;

/**
 * A question asked of a node, before any filter has seen it.
 *
 * @param text the question as asked
 * @param origin what kind of source asked it
 * @param generator what made it: a language model's name, {@code local/crop}, a file
 */
public record AskedQuestion(String text, Origin origin, String generator) {

  public AskedQuestion {
    requireNonNull(text);
    requireNonNull(origin);
    requireNonNull(generator);
  }
}

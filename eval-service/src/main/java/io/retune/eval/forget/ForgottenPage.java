package io.retune.eval.forget;

import java.util.List;
import java.util.Optional;

/**
 * The documents that were forgotten, as far as is known.
 *
 * @param documents the last one first
 * @param requestsUnread why it is not known when they were forgotten; absent where it is
 */
public record ForgottenPage(List<ForgottenDocument> documents, Optional<String> requestsUnread) {
  public ForgottenPage {
    documents = List.copyOf(documents);
  }
}

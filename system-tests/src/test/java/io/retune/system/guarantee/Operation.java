package io.retune.system.guarantee;

import java.util.List;
import java.util.Objects;

/** What a client asked for. */
sealed interface Operation {

  String collection();

  /** An operation that decides what a document is from then on. */
  sealed interface Write extends Operation {

    String document();

    /** {@code collection/document}. */
    default String key() {
      return collection() + "/" + document();
    }
  }

  /**
   * A document, new or edited.
   *
   * @param markers a word for each of its sections that no other text has
   */
  record Put(String collection, String document, List<String> markers) implements Write {
    public Put {
      Objects.requireNonNull(collection, "collection");
      Objects.requireNonNull(document, "document");
      markers = List.copyOf(markers);
    }
  }

  /** A document that nobody can read. */
  record Rubbish(String collection, String document) implements Write {}

  /** A document is deleted. */
  record Delete(String collection, String document) implements Write {}

  /** A document is deleted, and its dead letters are taken back. */
  record Forget(String collection, String document) implements Write {}

  /** A user's question, which nobody else asks in the same words. */
  record Ask(String collection, String text) implements Operation {}

  /** A version is to be trained now. */
  record Retrain(String collection) implements Operation {}

  /**
   * An adapter that was trained elsewhere is to become a version.
   *
   * @param source that no other import has
   */
  record Import(String collection, String source) implements Operation {}

  /**
   * A version is released by hand; 0 is the base model.
   *
   * @param reason that no other release has
   */
  record Release(String collection, long version, String reason) implements Operation {}
}

package io.retune.system.guarantee;

/** What a client asked for. */
sealed interface Operation {

  String collection();

  /**
   * A document, new or edited.
   *
   * @param marker a word that no other version of any document has
   */
  record Put(String collection, String document, String marker) implements Operation {}

  /** A document is deleted. */
  record Delete(String collection, String document) implements Operation {}

  /** A user's question. */
  record Ask(String collection, String text) implements Operation {}

  /** A version is to be trained now. */
  record Retrain(String collection) implements Operation {}

  /** An adapter that was trained elsewhere is to become a version. */
  record Import(String collection, String source) implements Operation {}

  /** A version is released by hand; 0 is the base model. */
  record Release(String collection, long version) implements Operation {}

  /** A record that nobody can read. */
  record Rubbish(String collection, String document) implements Operation {}
}

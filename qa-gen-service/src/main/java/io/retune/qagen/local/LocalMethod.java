package io.retune.qagen.local;

/** The ways in which the local generator makes a question out of a node's own text. */
public enum LocalMethod {
  /** A sentence as it stands. */
  SENTENCE("sentence"),
  /** A sentence turned into a question. */
  SENTENCE_QUESTION("sentence-question"),
  /** A question about one key phrase. */
  PHRASE("phrase"),
  /** A question about two key phrases. */
  PHRASE_PAIR("phrase-pair"),
  /** A run of words cut out at random, as people paste them into a search box. */
  CROP("crop");

  private final String label;

  LocalMethod(String label) {
    this.label = label;
  }

  /** The name recorded as the question's generator. */
  public String generator() {
    return "local/" + label;
  }
}

package io.retune.qagen.local;

/**
 * A token with its part of speech.
 *
 * @param tag a tag of Universal Dependencies: NOUN, PROPN, AUX, …
 * @param spaceBefore whether white space stood before it in the text
 */
record Word(String text, String tag, boolean spaceBefore) {

  boolean isNominal() {
    return is("NOUN") || is("PROPN");
  }

  boolean is(String otherTag) {
    return tag.equals(otherTag);
  }
}

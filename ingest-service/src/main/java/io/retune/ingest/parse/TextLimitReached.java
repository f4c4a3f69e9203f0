package io.retune.ingest.parse;

import org.xml.sax.SAXException;

/** A document holds more text than is allowed. */
final class TextLimitReached extends SAXException {
  private static final long serialVersionUID = 1L;

  TextLimitReached(int maxCharacters) {
    super("more than " + maxCharacters + " characters of text");
  }
}

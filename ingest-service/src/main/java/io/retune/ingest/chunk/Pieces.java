package io.retune.ingest.chunk;

import io.retune.ingest.parse.Section;
import java.util.ArrayList;
import java.util.List;

/** Takes a section apart into pieces that each fit a chunk. Thread-safe. */
final class Pieces {
  private static final String SPACE = " ";

  private final TokenCounter tokens;
  private final Sentences sentences;
  private final int limit;

  /**
   * @param limit the most tokens in a piece
   */
  Pieces(TokenCounter tokens, Sentences sentences, int limit) {
    this.tokens = tokens;
    this.sentences = sentences;
    this.limit = limit;
  }

  List<Piece> of(Section section, String language) {
    List<Piece> pieces = new ArrayList<>();
    Boundary next = Boundary.SECTION;
    for (String paragraph : section.paragraphs()) {
      boolean preformatted = paragraph.indexOf('\n') >= 0;
      for (String line : paragraph.lines().toList()) {
        List<String> parts = preformatted ? List.of(line) : sentences.of(line, language);
        for (String part : parts) {
          addSentence(pieces, part, next, section.heading());
          next = Boundary.SENTENCE;
        }
        next = Boundary.LINE;
      }
      next = Boundary.PARAGRAPH;
    }
    return pieces;
  }

  private void addSentence(List<Piece> pieces, String text, Boundary before, String heading) {
    int count = tokens.count(text);
    if (count <= limit) {
      pieces.add(new Piece(text, before, count, heading));
      return;
    }
    Boundary next = before;
    for (String word : text.split(SPACE)) {
      if (!word.isEmpty()) {
        addWord(pieces, word, next, heading);
        next = Boundary.WORD;
      }
    }
  }

  private void addWord(List<Piece> pieces, String word, Boundary before, String heading) {
    int count = tokens.count(word);
    if (count <= limit || word.codePointCount(0, word.length()) == 1) {
      pieces.add(new Piece(word, before, count, heading));
      return;
    }
    int middle = word.offsetByCodePoints(0, word.codePointCount(0, word.length()) / 2);
    addWord(pieces, word.substring(0, middle), before, heading);
    addWord(pieces, word.substring(middle), Boundary.CHARACTER, heading);
  }
}

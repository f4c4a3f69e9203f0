package io.retune.ingest.chunk;

import io.retune.ingest.parse.ParsedDocument;
import io.retune.ingest.parse.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a document into chunks, at the ends of sentences where it can. Pages are always cut apart,
 * and so are sections, save those that are too small to stand alone. All text is in a chunk, no
 * chunk is over the limit, and an edit changes only chunks near it. Thread-safe.
 */
public final class Chunker {
  /**
   * A tokenizer may count a word of any length as one unknown token; a chunk still stays of a size
   * that people can read.
   */
  private static final int CHARACTERS_PER_TOKEN = 20;

  private final ChunkSettings settings;
  private final TokenCounter tokens;
  private final Pieces pieces;
  private final ChunkCutter cutter;

  public Chunker(ChunkSettings settings, TokenCounter tokens, Sentences sentences) {
    this.settings = settings;
    this.tokens = tokens;
    TokenCounter size = text -> Math.max(tokens.count(text), text.length() / CHARACTERS_PER_TOKEN);
    this.pieces = new Pieces(size, sentences, settings.ownTokens());
    this.cutter = new ChunkCutter(size, settings.ownTokens());
  }

  /** In reading order, at least one. */
  public List<Chunk> chunk(ParsedDocument document) {
    List<Chunk> chunks = new ArrayList<>();
    List<Section> page = new ArrayList<>();
    for (Section section : document.sections()) {
      if (!page.isEmpty() && page.get(0).page() != section.page()) {
        addPage(chunks, page, document.language());
        page.clear();
      }
      page.add(section);
    }
    addPage(chunks, page, document.language());
    return chunks;
  }

  private void addPage(List<Chunk> chunks, List<Section> sections, String language) {
    int page = sections.get(0).page();
    for (List<Piece> group : groups(sections, language)) {
      List<Piece> before = List.of();
      for (List<Piece> own : cutter.cut(group)) {
        chunks.add(chunk(page, before, own));
        before = own;
      }
    }
  }

  /** The pieces of each section; small ones together until there is enough. */
  private List<List<Piece>> groups(List<Section> sections, String language) {
    List<List<Piece>> groups = new ArrayList<>();
    List<Piece> group = new ArrayList<>();
    for (Section section : sections) {
      if (!isSmall(group)) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.addAll(pieces.of(section, language));
    }
    if (isSmall(group) && !groups.isEmpty()) {
      groups.get(groups.size() - 1).addAll(group);
    } else {
      groups.add(group);
    }
    return groups;
  }

  private boolean isSmall(List<Piece> group) {
    return group.isEmpty() || group.stream().mapToLong(Piece::tokens).sum() < settings.minTokens();
  }

  private Chunk chunk(int page, List<Piece> before, List<Piece> own) {
    List<Piece> text = new ArrayList<>(own);
    int overlap = 0;
    for (int i = before.size() - 1; i >= 0; i--) {
      Piece repeated = before.get(i);
      overlap += repeated.tokens();
      if (overlap > settings.overlapTokens()) {
        break;
      }
      text.add(0, repeated);
    }
    int count = tokens.count(ChunkCutter.text(text));
    // Some tokenizers count a text as more than the sum of its pieces.
    while (count > settings.maxTokens() && text.size() > own.size()) {
      text.remove(0);
      count = tokens.count(ChunkCutter.text(text));
    }
    return new Chunk(ChunkCutter.text(text), page, heading(own), count);
  }

  /** Of the section that most of the chunk is from. */
  private static String heading(List<Piece> own) {
    Map<String, Integer> shares = new LinkedHashMap<>();
    own.forEach(piece -> shares.merge(piece.heading(), piece.tokens(), Integer::sum));
    String heading = own.get(0).heading();
    for (Map.Entry<String, Integer> share : shares.entrySet()) {
      if (share.getValue() > shares.get(heading)) {
        heading = share.getKey();
      }
    }
    return heading;
  }
}

package io.retune.ingest.extract;

import io.retune.embedding.TextTokenizer;
import io.retune.ingest.chunk.ChunkSettings;
import io.retune.ingest.chunk.Chunker;
import io.retune.ingest.chunk.Sentences;
import io.retune.ingest.parse.DocumentRejected;
import io.retune.ingest.parse.ParsedDocument;
import io.retune.ingest.parse.TikaDocumentParser;
import java.io.InputStream;

/**
 * Parses and cuts in this process, which a hostile document can end. Thread-safe.
 *
 * @see ForkedExtractor
 */
final class LocalExtractor implements AutoCloseable {
  private static final int USUAL_MAX_TOKENS = 512;

  private final TikaDocumentParser parser;
  private final TextTokenizer tokenizer;
  private final Chunker chunker;

  private LocalExtractor(TikaDocumentParser parser, TextTokenizer tokenizer, Chunker chunker) {
    this.parser = parser;
    this.tokenizer = tokenizer;
    this.chunker = chunker;
  }

  /**
   * Loads parsers and models, which takes a few seconds.
   *
   * @throws RuntimeException if the settings do not go together or the base model is not there
   */
  static LocalExtractor load(ExtractorSettings settings) {
    TextTokenizer tokenizer = TextTokenizer.forModel(settings.baseModel());
    int maxTokens = settings.maxTokens().orElse(Math.min(USUAL_MAX_TOKENS, tokenizer.maxTokens()));
    ChunkSettings chunks =
        new ChunkSettings(
            maxTokens - tokenizer.specialTokens(), settings.overlapTokens(), settings.minTokens());
    return new LocalExtractor(
        TikaDocumentParser.load(settings.maxCharacters()),
        tokenizer,
        new Chunker(chunks, tokenizer::count, Sentences.load()));
  }

  /**
   * @param content read as far as needed, not closed
   */
  ExtractedDocument extract(String name, String mediaType, InputStream content)
      throws DocumentRejected {
    ParsedDocument parsed = parser.parse(name, mediaType, content);
    return new ExtractedDocument(parsed.title(), parsed.language(), chunker.chunk(parsed));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}

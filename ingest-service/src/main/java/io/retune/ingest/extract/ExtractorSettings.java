package io.retune.ingest.extract;

import io.retune.ingest.chunk.ChunkConfig;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What decides the chunks of a document.
 *
 * @param maxCharacters of text in one document
 * @param baseModel whose tokens count
 * @param maxTokens in a chunk, with those that the model adds; what the model takes, but not more
 *     than 512, when absent
 * @param overlapTokens the most that a chunk repeats of the one before it
 * @param minTokens sections of fewer go together with their neighbours
 */
public record ExtractorSettings(
    int maxCharacters, String baseModel, OptionalInt maxTokens, int overlapTokens, int minTokens) {
  public ExtractorSettings {
    Objects.requireNonNull(baseModel, "baseModel");
    Objects.requireNonNull(maxTokens, "maxTokens");
  }

  public static ExtractorSettings of(ParserConfig parser, ChunkConfig chunk) {
    return new ExtractorSettings(
        parser.maxCharacters(),
        chunk.baseModel(),
        chunk.maxTokens(),
        chunk.overlapTokens(),
        chunk.minTokens());
  }

  /** As {@link #parse} reads them. */
  List<String> arguments() {
    return List.of(
        Integer.toString(maxCharacters),
        baseModel,
        Integer.toString(maxTokens.orElse(0)),
        Integer.toString(overlapTokens),
        Integer.toString(minTokens));
  }

  static ExtractorSettings parse(String... arguments) {
    int maxTokens = Integer.parseInt(arguments[2]);
    return new ExtractorSettings(
        Integer.parseInt(arguments[0]),
        arguments[1],
        maxTokens == 0 ? OptionalInt.empty() : OptionalInt.of(maxTokens),
        Integer.parseInt(arguments[3]),
        Integer.parseInt(arguments[4]));
  }
}

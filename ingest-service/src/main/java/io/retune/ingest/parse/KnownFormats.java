package io.retune.ingest.parse;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;

/**
 * Tika's parser, which knows once and for all which format goes to which of its parsers; it makes
 * that table anew for each document otherwise, at each level of its parsers. Thread-safe.
 */
final class KnownFormats extends AutoDetectParser {
  private static final long serialVersionUID = 1L;

  private final transient Map<MediaType, Parser> parsers;

  KnownFormats(TikaConfig config) {
    super(config);
    this.parsers = Map.copyOf(innermost(super.getParsers(new ParseContext())));
  }

  @Override
  public Map<MediaType, Parser> getParsers(ParseContext context) {
    return parsers;
  }

  /** In place of a parser that hands on to others, the one that it hands a format on to. */
  private static Map<MediaType, Parser> innermost(Map<MediaType, Parser> table) {
    Map<Parser, Map<MediaType, Parser>> inner = new IdentityHashMap<>();
    Map<MediaType, Parser> found = new HashMap<>();
    table.forEach(
        (type, parser) ->
            found.put(
                type,
                parser instanceof CompositeParser composite
                    ? inner
                        .computeIfAbsent(composite, each -> innermost(composite.getParsers()))
                        .getOrDefault(type, parser)
                    : parser));
    return found;
  }
}

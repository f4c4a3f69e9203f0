package io.retune.ingest.parse;

import io.retune.chassis.language.LanguageDetector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.DocumentSelector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.xml.sax.SAXException;

/**
 * Parses with Tika in this process: PDF, HTML, Office, EPUB, Markdown, e-mail, text and more.
 *
 * <p>A hostile document can keep a thread busy for ever or take all memory, so a service parses in
 * another process. Thread-safe.
 */
public final class TikaDocumentParser {
  /** Pictures and sound inside a document have no text, only file names. */
  private static final List<String> WITHOUT_TEXT = List.of("image/", "audio/", "video/", "font/");

  private final AutoDetectParser parser;
  private final LanguageDetector languages;
  private final int maxCharacters;

  private TikaDocumentParser(
      AutoDetectParser parser, LanguageDetector languages, int maxCharacters) {
    this.parser = parser;
    this.languages = languages;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Loads parsers and models, which takes about a second.
   *
   * @param maxCharacters of text in one document
   */
  public static TikaDocumentParser load(int maxCharacters) {
    URL config = TikaDocumentParser.class.getResource("/retune-tika.xml");
    try {
      return new TikaDocumentParser(
          new KnownFormats(new TikaConfig(config)), new LanguageDetector(), maxCharacters);
    } catch (TikaException | IOException | SAXException e) {
      throw new IllegalStateException("Tika cannot be configured: " + e.getMessage(), e);
    }
  }

  /**
   * @param content read as far as needed, not closed
   */
  public ParsedDocument parse(String name, String mediaType, InputStream content)
      throws DocumentRejected {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    if (!mediaType.isEmpty()) {
      metadata.set(HttpHeaders.CONTENT_TYPE, mediaType);
      declaredCharset(mediaType)
          .ifPresent(charset -> metadata.set(HttpHeaders.CONTENT_ENCODING, charset));
    }
    SectionCollector collector = new SectionCollector(maxCharacters);
    read(content, collector, metadata);
    String found = foundType(metadata);
    List<Section> sections = collector.sections();
    if (sections.stream().allMatch(TikaDocumentParser::isUnreadable)) {
      throw new DocumentRejected(reasonForNoText(metadata, found));
    }
    return new ParsedDocument(
        title(metadata, collector), found, languages.of(sample(sections)).orElse(""), sections);
  }

  private void read(InputStream content, SectionCollector collector, Metadata metadata)
      throws DocumentRejected {
    ParseContext context = new ParseContext();
    context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
    context.set(DocumentSelector.class, TikaDocumentParser::mayHaveText);
    try (TikaInputStream stream = TikaInputStream.get(content)) {
      parser.parse(stream, collector, metadata, context);
    } catch (ZeroByteFileException e) {
      throw new DocumentRejected("the document is empty", e);
    } catch (EncryptedDocumentException e) {
      throw new DocumentRejected("the document is encrypted", e);
    } catch (IOException | SAXException | TikaException | RuntimeException e) {
      throw rejected(e, foundType(metadata));
    } catch (StackOverflowError e) {
      throw new DocumentRejected(
          "cannot be read as " + foundType(metadata) + ": nested too deeply", e);
    }
  }

  private static DocumentRejected rejected(Exception failure, String type) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && !(cause instanceof TextLimitReached)
        && !(cause instanceof EncryptedDocumentException)) {
      cause = cause.getCause();
    }
    if (cause instanceof TextLimitReached) {
      return new DocumentRejected(cause.getMessage(), failure);
    }
    if (cause instanceof EncryptedDocumentException) {
      return new DocumentRejected("the document is encrypted", failure);
    }
    String detail =
        Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    return new DocumentRejected(
        "cannot be read as " + type + ": " + TextNormalizer.line(detail), failure);
  }

  private static Optional<String> declaredCharset(String mediaType) {
    return Optional.ofNullable(MediaType.parse(mediaType))
        .map(type -> type.getParameters().get("charset"));
  }

  private static boolean mayHaveText(Metadata embedded) {
    String type = Objects.requireNonNullElse(embedded.get(HttpHeaders.CONTENT_TYPE), "");
    return WITHOUT_TEXT.stream().noneMatch(type::startsWith);
  }

  private static String foundType(Metadata metadata) {
    return Optional.ofNullable(metadata.get(HttpHeaders.CONTENT_TYPE))
        .map(MediaType::parse)
        .map(type -> type.getBaseType().toString())
        .orElse(MediaType.OCTET_STREAM.toString());
  }

  private static String reasonForNoText(Metadata metadata, String type) {
    for (String parsedBy : metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY)) {
      if (parsedBy.equals(EmptyParser.class.getName())) {
        return "no parser for " + type;
      }
    }
    return "no text in " + type + ": it is damaged, or holds only pictures";
  }

  /** Tika writes the replacement character for zeros and other bytes that stand for nothing. */
  private static boolean isUnreadable(Section section) {
    return section.paragraphs().stream()
        .allMatch(text -> text.chars().allMatch(c -> c == '\uFFFD' || Character.isWhitespace(c)));
  }

  private static String sample(List<Section> sections) {
    StringBuilder sample = new StringBuilder();
    for (Section section : sections) {
      for (String paragraph : section.paragraphs()) {
        sample.append(paragraph).append('\n');
        if (sample.length() >= LanguageDetector.MAX_CHARACTERS) {
          return sample.toString();
        }
      }
    }
    return sample.toString();
  }

  private static String title(Metadata metadata, SectionCollector collector) {
    String title = metadata.get(TikaCoreProperties.TITLE);
    return title == null || title.isBlank()
        ? collector.firstHeading()
        : CopiedText.line(TextNormalizer.line(title));
  }
}

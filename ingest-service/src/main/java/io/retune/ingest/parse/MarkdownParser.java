package io.retune.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AbstractEncodingDetectorParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.JSoupParser;
import org.commonmark.Extension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads Markdown (CommonMark, tables, YAML front matter) as the HTML that it stands for. */
public final class MarkdownParser extends AbstractEncodingDetectorParser {
  private static final long serialVersionUID = 1L;

  private static final MediaType MARKDOWN = MediaType.text("markdown");

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), YamlFrontMatterExtension.create());

  // Made once: all of them can be used by any number of threads, and making one takes longer than
  // reading a small document with it.
  private static final Parser MARKDOWN_PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();
  private static final JSoupParser HTML_PARSER = new JSoupParser();

  /** With Tika's own detector of encodings. */
  public MarkdownParser() {}

  public MarkdownParser(EncodingDetector encodings) {
    super(encodings);
  }

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(MARKDOWN);
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    Node document = read(stream, metadata, context);
    YamlFrontMatterVisitor frontMatter = new YamlFrontMatterVisitor();
    document.accept(frontMatter);
    Map<String, List<String>> data = frontMatter.getData();
    HTML_PARSER.parseString(RENDERER.render(document), handler, metadata, context);
    // JSoup has put in what it found in the HTML, which says nothing of the Markdown around it.
    data.getOrDefault("title", List.of()).stream()
        .findFirst()
        .ifPresent(title -> metadata.set(TikaCoreProperties.TITLE, title));
    metadata.set(HttpHeaders.CONTENT_TYPE, MARKDOWN.toString());
  }

  private Node read(InputStream stream, Metadata metadata, ParseContext context)
      throws IOException, TikaException {
    try (Reader reader = new AutoDetectReader(stream, metadata, getEncodingDetector(context))) {
      return MARKDOWN_PARSER.parseReader(reader);
    }
  }
}

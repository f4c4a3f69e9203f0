package io.retune.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects sections from the XHTML that Tika makes of any format. A page, a slide or a heading
 * begins a section; headings that follow each other directly begin one together, under the last of
 * them. Navigation, and what is not meant for readers (footers, scripts), is left out. For one
 * document; not thread-safe.
 */
final class SectionCollector extends DefaultHandler {
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final Set<String> LEFT_OUT =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "nav",
          "footer",
          "svg",
          "button",
          "select",
          "iframe");
  private static final Set<String> LEFT_OUT_ROLES =
      Set.of("navigation", "search", "contentinfo", "menu", "menubar");
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "caption",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "form",
          "header",
          "hr",
          "li",
          "main",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "tfoot",
          "thead",
          "tr",
          "ul");
  private static final Set<String> PAGE_CLASSES = Set.of("page", "slide", "slide-content");

  private final int maxCharacters;
  private final List<Section> sections = new ArrayList<>();
  private final List<String> paragraphs = new ArrayList<>();
  private final StringBuilder block = new StringBuilder();
  private int page;
  private String heading = "";
  private String firstHeading = "";
  private boolean onlyHeadings = true;
  private boolean inHeading;
  private int preformattedDepth;
  private int leftOutDepth;
  private long characters;

  /**
   * @param maxCharacters of text in all
   */
  SectionCollector(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /** All of the document, once it was read. */
  List<Section> sections() {
    endSection();
    return List.copyOf(sections);
  }

  /** Empty where the document has no headings. */
  String firstHeading() {
    return firstHeading;
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes) {
    String name = name(localName, qName);
    if (leftOutDepth > 0 || isLeftOut(name, attributes)) {
      leftOutDepth++;
      return;
    }
    if (HEADINGS.contains(name)) {
      endBlock();
      if (!onlyHeadings) {
        endSection();
      }
      inHeading = true;
    } else if (isPage(name, attributes)) {
      endSection();
      page++;
    } else if (BLOCKS.contains(name)) {
      endBlock();
      if (name.equals("pre")) {
        preformattedDepth++;
      }
    } else if (name.equals("br")) {
      block.append('\n');
    } else if (name.equals("td") || name.equals("th")) {
      block.append(' ');
    }
  }

  @Override
  public void endElement(String uri, String localName, String qName) {
    String name = name(localName, qName);
    if (leftOutDepth > 0) {
      leftOutDepth--;
    } else if (HEADINGS.contains(name)) {
      endHeading();
    } else if (BLOCKS.contains(name)) {
      endBlock();
      if (name.equals("pre")) {
        preformattedDepth--;
      }
    }
  }

  @Override
  public void characters(char[] text, int start, int length) throws SAXException {
    if (leftOutDepth > 0) {
      return;
    }
    characters += length;
    if (characters > maxCharacters) {
      throw new TextLimitReached(maxCharacters);
    }
    block.append(text, start, length);
  }

  @Override
  public void ignorableWhitespace(char[] text, int start, int length) {
    // Tika's own layout between elements: never two line breaks, which would part paragraphs.
    if (leftOutDepth == 0) {
      block.append(' ');
    }
  }

  private void endHeading() {
    String text = TextNormalizer.line(block);
    block.setLength(0);
    inHeading = false;
    if (!text.isEmpty()) {
      heading = CopiedText.line(text);
      paragraphs.add(text);
      if (firstHeading.isEmpty()) {
        firstHeading = heading;
      }
    }
  }

  private void endBlock() {
    if (inHeading) {
      block.append(' ');
      return;
    }
    List<String> ended =
        preformattedDepth > 0
            ? TextNormalizer.preformatted(block)
            : TextNormalizer.paragraphs(block);
    block.setLength(0);
    if (!ended.isEmpty()) {
      paragraphs.addAll(ended);
      onlyHeadings = false;
    }
  }

  private void endSection() {
    endBlock();
    if (!paragraphs.isEmpty()) {
      sections.add(new Section(page, heading, paragraphs));
    }
    paragraphs.clear();
    onlyHeadings = true;
  }

  private static boolean isLeftOut(String name, Attributes attributes) {
    String role = attributes.getValue("role");
    return LEFT_OUT.contains(name)
        || (role != null && LEFT_OUT_ROLES.contains(role.toLowerCase(Locale.ROOT)));
  }

  private static boolean isPage(String name, Attributes attributes) {
    String kind = attributes.getValue("class");
    return name.equals("div") && kind != null && PAGE_CLASSES.contains(kind);
  }

  private static String name(String localName, String qName) {
    return (localName.isEmpty() ? qName : localName).toLowerCase(Locale.ROOT);
  }
}

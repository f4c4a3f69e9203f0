package io.retune.ingest.parse;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings text to one form: composed characters (NFC), single spaces, nothing invisible. So two
 * documents that look alike give equal text, whichever program wrote them.
 */
final class TextNormalizer {
  /** Soft hyphens, zero-width marks, byte order marks, control characters but white space. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\uFEFF\\uFFFE\\uFFFF]"
              + "|[\\p{Cntrl}&&[^\\n\\r\\t\\f\\u000B\\u0085]]");

  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u000B\\f\\u0085\\u2028]");
  private static final Pattern PARAGRAPH_BREAK =
      Pattern.compile("\\n[\\p{Blank}\\p{Z}]*\\n|\\u2029");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern SPACE_IN_LINE = Pattern.compile("[\\s\\p{Z}&&[^\\n]]");

  private TextNormalizer() {}

  /** The paragraphs of a block, each on one line. */
  static List<String> paragraphs(CharSequence block) {
    List<String> paragraphs = new ArrayList<>();
    for (String part : PARAGRAPH_BREAK.split(visible(block))) {
      String paragraph = line(part);
      if (!paragraph.isEmpty()) {
        paragraphs.add(paragraph);
      }
    }
    return paragraphs;
  }

  /** The paragraphs of a preformatted block: their lines and indentation are kept. */
  static List<String> preformatted(CharSequence block) {
    List<String> paragraphs = new ArrayList<>();
    for (String part : PARAGRAPH_BREAK.split(visible(block))) {
      String text =
          part.lines()
              .map(line -> SPACE_IN_LINE.matcher(line).replaceAll(" ").stripTrailing())
              .filter(line -> !line.isEmpty())
              .reduce((first, second) -> first + "\n" + second)
              .orElse("");
      if (!text.isBlank()) {
        paragraphs.add(text);
      }
    }
    return paragraphs;
  }

  /** The text on one line. */
  static String line(CharSequence text) {
    return SPACE.matcher(visible(text)).replaceAll(" ").strip();
  }

  private static String visible(CharSequence text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return INVISIBLE.matcher(LINE_BREAK.matcher(composed).replaceAll("\n")).replaceAll("");
  }
}

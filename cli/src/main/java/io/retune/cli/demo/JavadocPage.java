package io.retune.cli.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The main content of a page that javadoc made, without the frame that is on every page.
 *
 * @param heading of the page, as text
 * @param html a page of its own
 */
record JavadocPage(String heading, String html) {
  private static final Pattern MAIN =
      Pattern.compile("<main\\b[^>]*>.*?</main>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADING =
      Pattern.compile("<h1\\b[^>]*\\btitle=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  /** Empty for pages that have no main content. */
  static Optional<JavadocPage> of(String page) {
    Matcher main = MAIN.matcher(page);
    if (!main.find()) {
      return Optional.empty();
    }
    Matcher heading = HEADING.matcher(main.group());
    String title = heading.find() ? heading.group(1) : "";
    return Optional.of(
        new JavadocPage(
            title,
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"UTF-8\"><title>"
                + title
                + "</title></head><body>"
                + main.group()
                + "</body></html>"));
  }
}

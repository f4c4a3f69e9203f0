package io.retune.qagen.llm;

import io.retune.qagen.question.NodeText;
import java.util.Locale;

/**
 * What a language model is told.
 *
 * @param template text with the places {@code {context}} (needed), {@code {count}} and {@code
 *     {language}}
 */
record Prompt(String template) {

  private static final String CONTEXT = "{context}";

  static final Prompt BUILT_IN =
      new Prompt(
          """
          Below is a passage from a larger collection of documents.

          <passage>
          {context}
          </passage>

          Write {count} different questions that a person might type who needs this passage but has not seen it, and \
          that the passage answers. Name the subject instead of pointing at it: never write "the passage", "the text" \
          or "the context". Write in {language}. Write one question a line, and nothing else.
          """);

  Prompt {
    if (!template.contains(CONTEXT)) {
      throw new IllegalArgumentException("a prompt needs the place " + CONTEXT);
    }
  }

  String about(NodeText node, int count) {
    // The text comes last: it may contain the other places as its own text.
    return template
        .replace("{count}", Integer.toString(count))
        .replace("{language}", languageName(node.language()))
        .replace(CONTEXT, node.text());
  }

  private static String languageName(String code) {
    return code.equals(NodeText.UNDETERMINED)
        ? "the language of the passage"
        : Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }
}

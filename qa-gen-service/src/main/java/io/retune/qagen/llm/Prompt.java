package io.retune.qagen.llm;

import io.retune.qagen.question.NodeText;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a language model is told.
 *
 * @param template text with the places {@code {context}} (needed), {@code {count}} and {@code
 *     {language}}
 */
record Prompt(String template) {

  private static final String CONTEXT = "{context}";
  private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9_-]*)");

  /** What else frames a text, and what stands for it inside. */
  private static final Map<String, String> FENCES = Map.of("```", "` ` `", "\"\"\"", "\" \" \"");

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

  /** The prompt for a node, whose text stays in the frame that the template puts around it. */
  String about(NodeText node, int count) {
    // The text comes last: it may contain the other places as its own text.
    return template
        .replace("{count}", Integer.toString(count))
        .replace("{language}", languageName(node.language()))
        .replace(CONTEXT, framed(node.text()));
  }

  /**
   * The text without the marks that the template frames it with, so that no text can end its frame
   * and pass for a part of the prompt. A text that has none of them stays as it is.
   */
  private String framed(String text) {
    String framed = text;
    for (String tag : tags()) {
      framed =
          Pattern.compile("<(?=\\s*/?\\s*" + tag + "\\b)", Pattern.CASE_INSENSITIVE)
              .matcher(framed)
              .replaceAll("&lt;");
    }
    for (Map.Entry<String, String> fence : FENCES.entrySet()) {
      if (template.contains(fence.getKey())) {
        framed = framed.replace(fence.getKey(), fence.getValue());
      }
    }
    return framed;
  }

  private Set<String> tags() {
    return TAG.matcher(template)
        .results()
        .map(tag -> tag.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String languageName(String code) {
    return code.equals(NodeText.UNDETERMINED)
        ? "the language of the passage"
        : Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }
}

package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import io.retune.schemas.v1.Origin;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Drops a language model's questions that point at the text they were made from: people who search
 * do not see that text.
 */
final class Artefact implements QuestionFilter {

  private static final String GIVEN =
      "(?:provided|given|above) (?:text|information|document|content|context|passage)";

  private static final String SOURCE =
      "(?:passage|excerpt|snippet|context information|" + GIVEN + ")";

  private static final Pattern POINTING =
      Pattern.compile(
          "\\b(?:the|this|that) "
              + SOURCE
              + "\\b"
              // "In the context of" is no pointing.
              + "|\\b(?:based on|according to|from|in|given|using|within) (?:the|this) (?:context|paragraph)\\b(?! of\\b)"
              + "|\\b(?:text|information|context|content) (?:above|below|provided|given)\\b"
              + "|\\b(?:mentioned|described|discussed|stated) (?:above|below|here)\\b"
              + "|\\bas an ai\\b",
          Pattern.CASE_INSENSITIVE);

  @Override
  public DropReason reason() {
    return DropReason.ARTEFACT;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return question.question().origin() == Origin.ORIGIN_LLM
        && POINTING.matcher(question.question().text()).find();
  }
}

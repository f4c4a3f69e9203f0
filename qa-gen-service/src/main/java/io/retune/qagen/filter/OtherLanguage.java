package io.retune.qagen.filter;

import io.retune.chassis.language.LanguageDetector;
import io.retune.qagen.question.NodeText;
import io.retune.schemas.v1.Origin;
import java.util.List;

/**
 * Drops a language model's questions in another language than their node, where both can be told
 * for sure: most questions are too short for that. The local generator only uses the node's own
 * language.
 */
final class OtherLanguage implements QuestionFilter {

  private final LanguageDetector languages;

  OtherLanguage(LanguageDetector languages) {
    this.languages = languages;
  }

  @Override
  public DropReason reason() {
    return DropReason.OTHER_LANGUAGE;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return question.question().origin() == Origin.ORIGIN_LLM
        && !node.language().equals(NodeText.UNDETERMINED)
        && languages
            .of(question.question().text())
            .filter(language -> !language.equals(node.language()))
            .isPresent();
  }
}

package io.retune.schemas;

/**
 * Which questions are evidence of an adapter's quality.
 *
 * <p>Evidence is questions whose answer is known and that were not cut from the text. A question
 * cut from its node's text shares the words of its answer, so that finding it shows only that
 * training is not broken; one without a known answer cannot be scored. Questions of people and of
 * imported data sets always are evidence. A language model's questions were not asked by anyone,
 * but were written with the answer in view: whether they count is a setting.
 *
 * @param languageModelCounts whether a language model's questions are evidence
 */
public record EvidenceRule(boolean languageModelCounts) {

  /** Whether questions of this class are evidence. */
  public boolean counts(QuestionClass questionClass) {
    return switch (questionClass) {
      case HUMAN, IMPORTED -> true;
      case LLM -> languageModelCounts;
      case LOCAL, UNLABELLED -> false;
    };
  }
}

package io.retune.eval.evaluation;

import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionSetName;
import java.util.Optional;

/** Questions that are evaluated together, as one set of a report. */
enum QuestionGroup {
  /** Evidence, by the rule of the evaluation. */
  EVIDENCE(QuestionSetName.EVIDENCE.wireName()),
  /** Cut from the nodes' own text. */
  LOCAL(QuestionSetName.LOCAL.wireName()),
  /** A language model's, where the rule does not count them: shown, but nothing rests on them. */
  LANGUAGE_MODEL(QuestionClass.LLM.wireName());

  private final String setName;

  QuestionGroup(String setName) {
    this.setName = setName;
  }

  /** The group of a class; empty where its questions cannot be scored. */
  static Optional<QuestionGroup> of(QuestionClass questionClass, EvidenceRule rule) {
    if (rule.counts(questionClass)) {
      return Optional.of(EVIDENCE);
    }
    return switch (questionClass) {
      case LOCAL -> Optional.of(LOCAL);
      case LLM -> Optional.of(LANGUAGE_MODEL);
      case HUMAN, IMPORTED, UNLABELLED -> Optional.empty();
    };
  }

  /** The name of its question set in reports. */
  String setName() {
    return setName;
  }
}

package io.retune.schemas;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** What a set of questions in a report is. */
public enum QuestionSetName {
  /** Evidence, by the {@link EvidenceRule} of the evaluation. */
  EVIDENCE("evidence"),
  /** Questions cut from the nodes' own text. */
  LOCAL("local"),
  /** Of a refit: questions that it was trained on, so that its figures prove nothing. */
  SEEN("seen");

  /** What reports call {@link #EVIDENCE} that were written before it had this name. */
  private static final String EVIDENCE_BEFORE = "real";

  private final String wireName;

  QuestionSetName(String wireName) {
    this.wireName = wireName;
  }

  /**
   * The set of this name; empty where there is none. Reads {@code real}, which older reports have,
   * as {@link #EVIDENCE}.
   */
  public static Optional<QuestionSetName> named(String name) {
    Objects.requireNonNull(name, "name");
    if (name.equals(EVIDENCE_BEFORE)) {
      return Optional.of(EVIDENCE);
    }
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }

  /** The name in reports, JSON and metrics. */
  public String wireName() {
    return wireName;
  }
}

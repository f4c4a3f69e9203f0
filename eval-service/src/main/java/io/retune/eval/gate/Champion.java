package io.retune.eval.gate;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.retune.schemas.v1.Decision;
import java.util.Objects;

/**
 * What is released in a collection, and why.
 *
 * @param version the version released; 0 is the base model
 * @param judgedVersion the version that candidates are compared with: the released one or, where
 *     that is a refit on all nodes, the version whose evaluation the refit stands on
 * @param decision of the evaluation that led to it; UNDECIDED where a person did
 * @param evidence of the evaluation that led to it; NONE where a person did
 * @param rolledBack whether a person put it back in the place of a later version
 */
public record Champion(
    long version,
    long judgedVersion,
    Decision.Kind decision,
    @JsonSerialize(converter = StoredEvidence.Writing.class)
        @JsonDeserialize(converter = StoredEvidence.Reading.class)
        Decision.Evidence evidence,
    boolean rolledBack) {
  /** The base model, before anything was released. */
  public static final Champion BASE =
      new Champion(0, 0, Decision.Kind.UNDECIDED, Decision.Evidence.NONE, false);

  public Champion {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(evidence, "evidence");
    if (version < 0 || judgedVersion < 0) {
      throw new IllegalArgumentException("versions are not negative");
    }
  }

  /** Whether the base model is released, without an adapter. */
  public boolean isBase() {
    return version == 0;
  }

  /** Whether enough evidence proved it better than what was released before. */
  boolean isProven() {
    return decision == Decision.Kind.PROMOTE && evidence == Decision.Evidence.ENOUGH;
  }

  String inWords() {
    return isBase() ? "the base model" : "version " + version;
  }
}

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
 * @param provedVersion the version that enough evidence proved, and that this one is or follows; 0
 *     where there is none
 */
public record Champion(
    long version,
    long judgedVersion,
    Decision.Kind decision,
    @JsonSerialize(converter = StoredEvidence.Writing.class)
        @JsonDeserialize(converter = StoredEvidence.Reading.class)
        Decision.Evidence evidence,
    boolean rolledBack,
    long provedVersion) {
  /** The base model, before anything was released. */
  public static final Champion BASE =
      new Champion(0, 0, Decision.Kind.UNDECIDED, Decision.Evidence.NONE, false, 0);

  public Champion {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(evidence, "evidence");
    if (version < 0 || judgedVersion < 0 || provedVersion < 0) {
      throw new IllegalArgumentException("versions are not negative");
    }
    if (provedVersion == 0 && isProved(decision, evidence)) {
      // A state from before versions followed others does not say it.
      provedVersion = judgedVersion;
    }
  }

  /**
   * What the gate released. What follows a proved version, or takes its place because that is to be
   * forgotten, stands on its proof: it goes as soon as it is not better than the base model.
   */
  public static Champion of(Verdict verdict, long version, long judgedVersion, Champion before) {
    boolean stands =
        verdict.kind() == Decision.Kind.FOLLOW
            || verdict.kind() == Decision.Kind.FORGET
            || before.judgedVersion() == judgedVersion;
    return new Champion(
        version,
        judgedVersion,
        verdict.kind(),
        verdict.evidence(),
        false,
        stands ? before.provedVersion() : 0);
  }

  /**
   * The base model in the place of this one. What was proved stays known: a candidate may follow it
   * once it is better than the base model again.
   *
   * @param kind of the decision
   */
  public Champion revertedToBase(Decision.Kind kind) {
    return new Champion(0, 0, kind, evidence, false, provedVersion);
  }

  /** What a person released. */
  public static Champion byHand(long version, long judgedVersion, boolean rolledBack) {
    return new Champion(
        version, judgedVersion, Decision.Kind.UNDECIDED, Decision.Evidence.NONE, rolledBack, 0);
  }

  /** Whether the base model is released, without an adapter. */
  public boolean isBase() {
    return version == 0;
  }

  /** Whether enough evidence proved it, or it follows a version that was proved. */
  boolean standsOnProof() {
    return provedVersion > 0;
  }

  private static boolean isProved(Decision.Kind decision, Decision.Evidence evidence) {
    return decision == Decision.Kind.PROMOTE && evidence == Decision.Evidence.ENOUGH;
  }

  String inWords() {
    return isBase() ? "the base model" : "version " + version;
  }
}

package io.retune.eval.gate;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.BaseModelChange;
import io.retune.schemas.v1.Decision;
import java.util.Locale;
import java.util.Objects;

/**
 * A base model that answers otherwise than it did, and on which nobody has decided yet. Some of a
 * collection's vectors may be of the old one and some of the new, so no figure can be trusted:
 * nothing is released that stands on it. What goes back to the base model goes all the same.
 *
 * @param change how it was found out
 */
public record ChangedBaseModel(BaseModelChange change) {
  public ChangedBaseModel {
    Objects.requireNonNull(change, "change");
  }

  /**
   * What is left of the gate's verdict.
   *
   * @param mustGo whether what is released learned from a document that was forgotten
   */
  public Verdict withhold(Verdict otherwise, Champion champion, boolean mustGo) {
    if (otherwise.release() == Verdict.Release.BASE) {
      return otherwise;
    }
    if (mustGo) {
      return withoutTest(
          Decision.Kind.FORGET,
          otherwise,
          "What is released, %s, learned from a document that was forgotten, and the base model takes its place. %s"
              .formatted(champion.inWords(), why()),
          Verdict.Release.BASE);
    }
    return otherwise.release() == Verdict.Release.NOTHING
        ? withoutTest(
            otherwise.kind(), otherwise, otherwise.reason() + " " + why(), Verdict.Release.NOTHING)
        : withoutTest(
            Decision.Kind.UNDECIDED,
            otherwise,
            why() + " Without that: " + otherwise.reason(),
            Verdict.Release.NOTHING);
  }

  /** A test on figures that cannot be trusted is none. */
  private static Verdict withoutTest(
      Decision.Kind kind, Verdict otherwise, String reason, Verdict.Release release) {
    return new Verdict(kind, otherwise.evidence(), reason, release, false);
  }

  private String why() {
    return String.format(
        Locale.ROOT,
        "The base model answers otherwise than it did (cosine distance up to %.4f, seen %s), so no"
            + " version of it is released until somebody decides on that.",
        change.getDistance(),
        InstantCodec.decode(change.getSeenAt()));
  }
}

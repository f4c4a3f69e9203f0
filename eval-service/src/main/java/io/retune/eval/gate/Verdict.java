package io.retune.eval.gate;

import io.retune.schemas.v1.Decision;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the gate decided.
 *
 * @param evidence how much of it there was
 * @param reason why, in sentences
 * @param release what is to be released
 * @param tested whether one test of the champion's error rate was spent
 */
public record Verdict(
    Decision.Kind kind,
    Decision.Evidence evidence,
    String reason,
    Release release,
    boolean tested) {
  /** What a verdict releases. */
  public enum Release {
    /** Nothing: what is released stays. */
    NOTHING,
    CANDIDATE,
    /** The base model, without an adapter. */
    BASE
  }

  public Verdict {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(release, "release");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a verdict needs a reason");
    }
  }

  /** The same verdict with more sentences. */
  public Verdict withRemarks(List<String> remarks) {
    String all =
        Stream.concat(Stream.of(reason), remarks.stream()).collect(Collectors.joining(" "));
    return new Verdict(kind, evidence, all, release, tested);
  }

  /** The verdict as reports hold it. */
  public Decision toMessage() {
    return Decision.newBuilder()
        .setKind(kind)
        .setEvidence(evidence)
        .setReason(reason)
        .setReleased(release != Release.NOTHING)
        .build();
  }
}

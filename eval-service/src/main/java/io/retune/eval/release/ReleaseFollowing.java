package io.retune.eval.release;

import io.retune.eval.gate.Champion;
import io.retune.eval.gate.GateState;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.AdapterRelease;

/**
 * Keeps the champion that the stage knows equal to the last release in the topic, whoever wrote it.
 *
 * <p>The gate counts its own releases from the moment it decides. They come back from the topic
 * later, and so may a release by hand that the gate's own had already overtaken.
 */
public final class ReleaseFollowing {
  /** Who the gate's releases are by. */
  public static final String GATE = "gate";

  private ReleaseFollowing() {}

  /**
   * The state after a release was read from the topic.
   *
   * @throws IllegalArgumentException if its time is out of range
   */
  public static GateState after(GateState state, AdapterRelease release) {
    boolean byGate = release.getReleasedBy().equals(GATE);
    long time = InstantCodec.decode(release.getReleasedAt()).toEpochMilli();
    boolean awaited = state.awaitedRelease() > 0;
    if (awaited && time <= state.awaitedRelease()) {
      boolean own = byGate && time == state.awaitedRelease();
      return own ? state.withReleaseSeen() : state;
    }
    if (release.getVersion() == state.champion().version()) {
      return state.withReleaseSeen();
    }
    boolean rolledBack = !byGate && release.getVersion() < state.champion().version();
    long refitOf = release.getCheckpoint().getLineage().getRefitOfVersion();
    return state.serving(
        Champion.byHand(
            release.getVersion(), refitOf > 0 ? refitOf : release.getVersion(), rolledBack),
        0);
  }
}

package io.retune.eval.release;

import io.retune.eval.gate.GateState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which checkpoints stay. The released version, the one it is judged by and the one it follows
 * always do.
 *
 * @param checkpoints how many of the latest stay
 * @param releases how many of the latest released ones stay
 */
public record Retention(int checkpoints, int releases) {
  public Retention {
    if (checkpoints < 1 || releases < 1) {
      throw new IllegalArgumentException("at least one checkpoint and one release are kept");
    }
  }

  /** The versions that are to go. */
  public List<Long> superfluous(GateState state) {
    Set<Long> kept = new HashSet<>(last(state.versions(), checkpoints));
    kept.addAll(last(state.released(), releases));
    kept.add(state.champion().version());
    kept.add(state.champion().judgedVersion());
    kept.add(state.champion().provedVersion());
    return state.versions().stream().filter(version -> !kept.contains(version)).toList();
  }

  private static List<Long> last(List<Long> list, int count) {
    return list.subList(Math.max(0, list.size() - count), list.size());
  }
}

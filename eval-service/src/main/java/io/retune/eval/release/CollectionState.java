package io.retune.eval.release;

import io.retune.eval.gate.Champion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the stage remembers of a collection. No weights.
 *
 * @param challengers by judged version of the champion: how many candidates real questions have
 *     tested against it
 * @param versions of the checkpoints that are kept, oldest first
 * @param released those of them that were ever released, the latest release last
 * @param awaitedRelease the time, in milliseconds since 1970, of the gate's last release as long as
 *     it has not come back from the topic; else 0
 */
public record CollectionState(
    Champion champion,
    Map<Long, Integer> challengers,
    List<Long> versions,
    List<Long> released,
    long awaitedRelease) {
  /** A collection that nothing is known of. */
  public static final CollectionState NEW =
      new CollectionState(Champion.BASE, Map.of(), List.of(), List.of(), 0);

  public CollectionState {
    Objects.requireNonNull(champion, "champion");
    challengers = Map.copyOf(challengers);
    versions = List.copyOf(versions);
    released = List.copyOf(released);
  }

  /** How many candidates the present champion has had. */
  public int challengersOfChampion() {
    return challengers.getOrDefault(champion.judgedVersion(), 0);
  }

  /** One candidate more was tested against the present champion. */
  public CollectionState challenged() {
    Map<Long, Integer> counted = new TreeMap<>(challengers);
    counted.merge(champion.judgedVersion(), 1, Integer::sum);
    return new CollectionState(champion, counted, versions, released, awaitedRelease);
  }

  /** Another checkpoint is there. */
  public CollectionState trained(long version) {
    return new CollectionState(
        champion, challengers, withLast(versions, version), released, awaitedRelease);
  }

  /**
   * From here on this is served.
   *
   * @param awaited as in {@link #awaitedRelease()}
   */
  public CollectionState serving(Champion next, long awaited) {
    List<Long> nextReleased = next.isBase() ? released : withLast(released, next.version());
    return new CollectionState(next, challengers, versions, nextReleased, awaited);
  }

  /** The gate's last release has come back from the topic. */
  public CollectionState withReleaseSeen() {
    return new CollectionState(champion, challengers, versions, released, 0);
  }

  /** These checkpoints are gone. */
  public CollectionState without(List<Long> dropped) {
    Map<Long, Integer> counted = new TreeMap<>(challengers);
    counted.keySet().removeAll(dropped);
    return new CollectionState(
        champion, counted, less(versions, dropped), less(released, dropped), awaitedRelease);
  }

  private static List<Long> less(List<Long> list, List<Long> dropped) {
    return list.stream().filter(version -> !dropped.contains(version)).toList();
  }

  private static List<Long> withLast(List<Long> list, Long last) {
    List<Long> longer = new ArrayList<>(list);
    longer.remove(last);
    longer.add(last);
    return longer;
  }
}

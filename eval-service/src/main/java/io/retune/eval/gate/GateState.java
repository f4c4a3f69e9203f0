package io.retune.eval.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the stage remembers of a collection. No weights. Its JSON is in the changelog, so the names
 * of its fields there stay.
 *
 * @param champion what is released, and why
 * @param testedCandidates by judged version of the champion: how many candidates evidence has
 *     tested against it
 * @param versions of the checkpoints that are kept, the oldest first
 * @param released those of them that were ever released, the latest release last
 * @param awaitedRelease the time, in milliseconds since 1970, of the gate's last release as long as
 *     it has not come back from the topic; else 0
 * @param lastTest what the last candidate was tested on; null where none was, or an earlier version
 *     of this service tested it
 */
public record GateState(
    Champion champion,
    @JsonProperty("challengers") Map<Long, Integer> testedCandidates,
    List<Long> versions,
    List<Long> released,
    long awaitedRelease,
    @JsonInclude(JsonInclude.Include.NON_NULL) LastTest lastTest) {
  /** A collection that nothing is known of. */
  public static final GateState NEW =
      new GateState(Champion.BASE, Map.of(), List.of(), List.of(), 0, null);

  public GateState {
    Objects.requireNonNull(champion, "champion");
    testedCandidates = Map.copyOf(testedCandidates);
    versions = List.copyOf(versions);
    released = List.copyOf(released);
  }

  /** How many candidates were tested against the present champion. */
  public int testsSpent() {
    return testedCandidates.getOrDefault(champion.judgedVersion(), 0);
  }

  /**
   * Whether a test of a further candidate could show anything that the last one did not.
   *
   * @param now what there is to learn from and to be judged by
   * @param newShare of the nodes or of the questions that must have changed
   */
  public boolean hasSomethingNew(LastTest now, double newShare) {
    return lastTest == null || lastTest.isOutdated(now, newShare);
  }

  /**
   * One candidate more was tested against the present champion.
   *
   * @param test on what
   */
  public GateState withTest(LastTest test) {
    Map<Long, Integer> counted = new TreeMap<>(testedCandidates);
    counted.merge(champion.judgedVersion(), 1, Integer::sum);
    return new GateState(champion, counted, versions, released, awaitedRelease, test);
  }

  /** Another checkpoint is there. */
  public GateState withVersion(long version) {
    return new GateState(
        champion,
        testedCandidates,
        withLast(versions, version),
        released,
        awaitedRelease,
        lastTest);
  }

  /**
   * From here on this is released.
   *
   * @param awaited as in {@link #awaitedRelease()}
   */
  public GateState serving(Champion next, long awaited) {
    List<Long> nextReleased = next.isBase() ? released : withLast(released, next.version());
    return new GateState(next, testedCandidates, versions, nextReleased, awaited, lastTest);
  }

  /** The gate's last release has come back from the topic. */
  public GateState withReleaseSeen() {
    return new GateState(champion, testedCandidates, versions, released, 0, lastTest);
  }

  /** These checkpoints are gone. */
  public GateState without(List<Long> dropped) {
    Map<Long, Integer> counted = new TreeMap<>(testedCandidates);
    counted.keySet().removeAll(dropped);
    return new GateState(
        champion,
        counted,
        less(versions, dropped),
        less(released, dropped),
        awaitedRelease,
        lastTest);
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

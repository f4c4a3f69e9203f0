package io.retune.eval.loop;

import java.util.List;
import java.util.Optional;

/**
 * How a stage stands.
 *
 * @param stage such as {@code qa-gen}
 * @param reads the topics that it has read from, without the deployment's prefix
 * @param lag records that it has not worked on yet; a long one is counted by offsets, of which the
 *     marks of transactions have some, too
 * @param rate offsets that it has come on in a second since the look before; absent at the first
 * @param instances members of its consumer groups; absent where the cluster does not tell
 * @param deadLetters at most so many records that it put aside are kept
 * @param waiting what it waits for; absent where it waits for nothing, or it is not known
 */
public record StageStatus(
    String stage,
    List<String> reads,
    long lag,
    Optional<Double> rate,
    Optional<Integer> instances,
    long deadLetters,
    Optional<StageWait> waiting) {
  public StageStatus {
    reads = List.copyOf(reads);
  }
}

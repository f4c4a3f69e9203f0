package io.retune.ingest.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides when something that is no longer seen counts as deleted: a folder whose disk is not
 * mounted, or a site that answers half, looks like one from which files or pages were deleted. Not
 * thread-safe.
 */
public final class Disappearances {
  private final int looks;
  private final double maxShare;
  private final Map<String, Integer> missed = new HashMap<>();
  private int waiting;

  /**
   * @param looks how often in a row it must not have been seen, at least 1
   * @param maxShare of what is known that may go at once, 0 to 1; more wait
   */
  public Disappearances(int looks, double maxShare) {
    if (looks < 1) {
      throw new IllegalArgumentException("looks must be at least 1, not " + looks);
    }
    if (!(maxShare >= 0 && maxShare <= 1)) {
      throw new IllegalArgumentException("maxShare must be 0 to 1, not " + maxShare);
    }
    this.looks = looks;
    this.maxShare = maxShare;
  }

  /**
   * Takes one look into account.
   *
   * @param known the names of what was taken
   * @param mayBeThere whether it was seen, or may be there although it was not
   * @return those that are deleted; empty while more are gone than may go at once
   */
  public List<String> after(Set<String> known, Predicate<String> mayBeThere) {
    missed.keySet().removeIf(name -> !known.contains(name) || mayBeThere.test(name));
    List<String> deleted = new ArrayList<>();
    for (String name : known) {
      if (!mayBeThere.test(name) && missed.merge(name, 1, Disappearances::oneMore) >= looks) {
        deleted.add(name);
      }
    }
    // All that are gone count, so that a listing that shrinks look by look is noticed too.
    if (missed.size() > maxShare * known.size()) {
      waiting = deleted.size();
      return List.of();
    }
    waiting = 0;
    return deleted;
  }

  /** How many would be deleted, were they not too many at once. */
  public int waiting() {
    return waiting;
  }

  private static int oneMore(int before, int one) {
    return before == Integer.MAX_VALUE ? before : before + one;
  }
}

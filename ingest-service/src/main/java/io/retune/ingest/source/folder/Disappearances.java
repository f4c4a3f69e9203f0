package io.retune.ingest.source.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides when a file that is no longer seen counts as deleted: a folder whose disk is not mounted,
 * or a share that answers half, looks like one from which files were deleted. Not thread-safe.
 */
final class Disappearances {
  private final int looks;
  private final double maxShare;
  private final Map<String, Integer> missed = new HashMap<>();
  private int waiting;

  /**
   * @param looks how often in a row a file must not have been seen, at least 1
   * @param maxShare of the known files that may go at once, 0 to 1; more wait
   */
  Disappearances(int looks, double maxShare) {
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
   * @param known the files that were taken
   * @param listing what is seen of them now
   * @return those that are deleted; empty while more are gone than may go at once
   */
  List<String> after(Set<String> known, FolderListing listing) {
    missed.keySet().removeIf(name -> !known.contains(name) || listing.mayHold(name));
    List<String> deleted = new ArrayList<>();
    for (String name : known) {
      if (!listing.mayHold(name) && missed.merge(name, 1, Disappearances::oneMore) >= looks) {
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

  /** How many files would be deleted, were they not too many at once. */
  int waiting() {
    return waiting;
  }

  private static int oneMore(int before, int one) {
    return before == Integer.MAX_VALUE ? before : before + one;
  }
}

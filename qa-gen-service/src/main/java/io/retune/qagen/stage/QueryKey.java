package io.retune.qagen.stage;

import io.retune.schemas.EntryKey;

/** Keys of questions that have no node. */
final class QueryKey {

  private static final String PREFIX = "query-";

  private QueryKey() {}

  /** The key that a query has in {@code qa-pairs}, among the keys of nodes. */
  static EntryKey inQaPairs(EntryKey key) {
    return key.id().startsWith(PREFIX) ? key : new EntryKey(key.collection(), PREFIX + key.id());
  }
}

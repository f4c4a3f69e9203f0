package io.retune.chassis.fair;

import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;

/**
 * What takes turns: a collection's records, and its queries beside them, so that a query does not
 * wait behind its own collection's load. A key is always of the same lane, so the records of a lane
 * in their order are those of each key in theirs. Records whose key cannot be read share a lane.
 *
 * @param collection empty for keys that cannot be read
 */
record Lane(String collection, boolean queries) {
  private static final Lane UNREADABLE = new Lane("", false);

  static Lane of(String key) {
    try {
      EntryKey parsed = EntryKey.parse(key);
      return new Lane(parsed.collection(), QueryKey.isQuery(parsed));
    } catch (IllegalArgumentException e) {
      return UNREADABLE;
    }
  }
}

package io.retune.schemas;

/**
 * Keys of questions whose answer is not known. In {@code qa-pairs} and {@code embeddings} they are
 * among the keys of nodes, and a prefix of the id tells them apart.
 */
public final class QueryKey {
  private static final String PREFIX = "query-";

  private QueryKey() {}

  /** The key of a query in {@code qa-pairs} and {@code embeddings}. */
  public static EntryKey of(EntryKey query) {
    return isQuery(query) ? query : new EntryKey(query.collection(), id(query.id()));
  }

  /** The id behind the prefix. */
  public static String id(String name) {
    return PREFIX + name;
  }

  /** Whether this is the key of a query, not of a node. */
  public static boolean isQuery(EntryKey key) {
    return key.id().startsWith(PREFIX);
  }
}

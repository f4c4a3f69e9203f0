package io.retune.schemas;

/**
 * Keys of questions whose answer is not known. In {@code qa-pairs} and {@code embeddings} they are
 * among the keys of nodes, and a prefix of the id tells them apart.
 */
public final class QueryKey {
  private static final String PREFIX = "query-";

  /** 128 bits: a collision among a billion questions has a chance below 10⁻²⁰. */
  private static final int TEXT_BYTES = 16;

  private QueryKey() {}

  /** The key of a query in {@code qa-pairs} and {@code embeddings}. */
  public static EntryKey of(EntryKey query) {
    return isQuery(query) ? query : new EntryKey(query.collection(), id(query.id()));
  }

  /** The id behind the prefix. */
  public static String id(String name) {
    return PREFIX + name;
  }

  /** The id of a question by its words, however often it is asked. */
  public static String ofText(String text) {
    return id(new ContentDigest().bare(text).hex(TEXT_BYTES));
  }

  /** Whether this is the key of a query, not of a node. */
  public static boolean isQuery(EntryKey key) {
    return key.id().startsWith(PREFIX);
  }
}

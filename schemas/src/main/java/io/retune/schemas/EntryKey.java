package io.retune.schemas;

/**
 * The key of a record: the collection it belongs to and its id there, as {@code collection/id}.
 *
 * <p>A collection has no slash, so the first slash ends it; ids may have slashes of their own.
 *
 * @param collection a valid collection name
 * @param id not blank
 */
public record EntryKey(String collection, String id) {
  private static final char SEPARATOR = '/';

  public EntryKey {
    CollectionName.check(collection);
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("a key needs an id behind its collection");
    }
  }

  /**
   * Reads {@code collection/id}.
   *
   * @throws IllegalArgumentException if the text is no such key
   */
  public static EntryKey parse(String key) {
    int separator = key == null ? -1 : key.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new IllegalArgumentException("key '" + key + "' is not collection/id");
    }
    return new EntryKey(key.substring(0, separator), key.substring(separator + 1));
  }

  /** What all keys of a collection start with, and no others. */
  public static String prefix(String collection) {
    return CollectionName.check(collection) + SEPARATOR;
  }

  @Override
  public String toString() {
    return collection + SEPARATOR + id;
  }
}

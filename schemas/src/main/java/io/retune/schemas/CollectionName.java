package io.retune.schemas;

import java.util.regex.Pattern;

/** The rule for the names of collections. */
public final class CollectionName {
  /** The collection of records whose producer names none. */
  public static final String DEFAULT = "default";

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private CollectionName() {}

  /**
   * Returns the name unchanged.
   *
   * @throws IllegalArgumentException if it is not 1 to 100 lower-case letters, digits, dots,
   *     hyphens or underscores that start with a letter or digit
   */
  public static String check(String name) {
    if (name == null || !ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "collection '"
              + name
              + "' must be 1 to 100 of a-z, 0-9, '.', '_', '-', starting with a letter or digit");
    }
    return name;
  }
}

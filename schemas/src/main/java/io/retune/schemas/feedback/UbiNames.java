package io.retune.schemas.feedback;

/** The rule for ids in records of UBI. */
public final class UbiNames {
  /** The schema has 100 for most, and 256 for objects. */
  public static final int MAX_CHARACTERS = 256;

  private UbiNames() {}

  /**
   * The id, which is fine.
   *
   * @param field it stands in, for the message
   * @throws IllegalArgumentException if it is null, blank or too long
   */
  public static String check(String field, String id) {
    if (id == null || id.isBlank() || id.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "no '" + field + "' of 1 to " + MAX_CHARACTERS + " characters");
    }
    return id;
  }
}

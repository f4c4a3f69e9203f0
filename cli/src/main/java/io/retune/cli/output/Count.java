package io.retune.cli.output;

/** How many there are of something, in words. */
public final class Count {
  private Count() {}

  /**
   * Such as {@code 1 version} and {@code 2 versions}.
   *
   * @param noun in the singular, whose plural ends in {@code s}
   */
  public static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  /** Such as {@code 1 process} and {@code 2 processes}. */
  public static String of(long number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }
}

package io.retune.qagen.feedback;

/**
 * How users clicked on what one version ranked.
 *
 * @param version 0 is the base model, −1 stands for not known
 * @param searches that it ranked
 * @param clicked searches in which something was clicked
 * @param firstClickMrr the mean over those of 1 / rank of the best hit that was clicked; 0 where
 *     there is none
 */
public record VersionClicks(int version, int searches, int clicked, double firstClickMrr) {
  /** Where the application does not say which version ranked. */
  public static final int UNKNOWN = -1;

  /** Who ranked, in one of three words: {@code base}, {@code adapter}, {@code unknown}. */
  public String rankedBy() {
    return version == UNKNOWN ? "unknown" : version == 0 ? "base" : "adapter";
  }
}

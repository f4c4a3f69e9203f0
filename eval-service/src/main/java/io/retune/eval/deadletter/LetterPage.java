package io.retune.eval.deadletter;

import java.util.List;

/**
 * The latest dead letters.
 *
 * @param letters the newest first
 * @param complete false where there may be more
 * @param textHidden whether keys and reasons are left out
 */
public record LetterPage(List<LetterSummary> letters, boolean complete, boolean textHidden) {
  public LetterPage {
    letters = List.copyOf(letters);
  }
}

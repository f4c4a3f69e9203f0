package io.retune.qagen.feedback;

import java.util.Locale;

/** Which texts are the same question: those that differ in case and white space alone. */
public final class QuestionForm {
  private QuestionForm() {}

  /** Equal for texts that are the same question. */
  public static String of(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}

package io.retune.cli.report;

import io.retune.cli.output.Count;
import io.retune.schemas.v1.QuestionSetResult;

/** Whose the questions of an evaluation are, as part of a sentence. */
public final class QuestionWords {
  private QuestionWords() {}

  /**
   * Such as {@code 174 developers' questions}.
   *
   * @param askers whose the questions are that people asked, such as {@code developers'}
   */
  public static String of(QuestionSetResult set, String askers) {
    return set.getQuestionSet().equals("local")
        ? Count.of(set.getQuestions(), "question") + " cut from the text"
        : Count.of(set.getQuestions(), askers + " question");
  }
}

package io.retune.cli.report;

import io.retune.cli.output.Count;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.QuestionSetName;
import io.retune.schemas.v1.QuestionSetResult;
import java.util.Map;
import java.util.stream.Collectors;

/** What the questions of an evaluation are, in words. */
public final class QuestionWords {
  private QuestionWords() {}

  /** The present name of a question set; a name that is not known stays. */
  public static String set(QuestionSetResult result) {
    String name = result.getQuestionSet();
    return QuestionSetName.named(name).map(QuestionSetName::wireName).orElse(name);
  }

  /** Whether the figures are those of a refit on questions that it was trained on. */
  public static boolean isSeen(QuestionSetResult result) {
    return QuestionSetName.named(result.getQuestionSet()).stream()
        .anyMatch(QuestionSetName.SEEN::equals);
  }

  /**
   * How many there are and whose they are, as part of a sentence: {@code 174 developers'
   * questions}, {@code 174 questions (120 developers', 54 a language model's)}. Older reports do
   * not say whose.
   *
   * @param askers whose the questions are that people asked, such as {@code developers'}
   */
  public static String of(QuestionSetResult result, String askers) {
    QuestionMix mix = mix(result);
    String all = Count.of(result.getQuestions(), "question");
    if (mix.counts().size() > 1) {
      return mix.counts().entrySet().stream()
          .map(entry -> part(entry, askers))
          .collect(Collectors.joining(", ", all + " (", ")"));
    }
    if (mix.counts().isEmpty()) {
      return all;
    }
    return switch (mix.counts().keySet().iterator().next()) {
      case HUMAN -> Count.of(result.getQuestions(), askers + " question");
      case LLM -> all + " of a language model";
      case IMPORTED -> Count.of(result.getQuestions(), "imported question");
      case LOCAL -> all + " cut from the text";
      case UNLABELLED -> all + " without a known answer";
    };
  }

  private static String part(Map.Entry<QuestionClass, Integer> entry, String askers) {
    return entry.getKey() == QuestionClass.HUMAN
        ? entry.getValue() + " " + askers
        : entry.getKey().inWords(entry.getValue());
  }

  /**
   * Empty, too, where a report has a class that is not known here: its questions are still counted.
   */
  private static QuestionMix mix(QuestionSetResult result) {
    boolean known =
        result.getClassesList().stream()
            .allMatch(each -> QuestionClass.named(each.getQuestionClass()).isPresent());
    return known ? QuestionMix.read(result.getClassesList()) : QuestionMix.NONE;
  }
}

package io.retune.qagen.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Questions about one or two key phrases, worded so that they fit any subject and either number.
 */
final class PhraseQuestions {

  private static final List<String> ABOUT_ONE =
      List.of(
          "What is %s?",
          "What is meant by %s?",
          "How does %s work?",
          "What is the purpose of %s?",
          "What is the role of %s?",
          "What is the effect of %s?",
          "What depends on %s?",
          "Why does %s matter?",
          "When does %s apply?",
          "What should I know about %s?",
          "Explain %s.",
          "Give examples of %s.",
          "%s");

  private static final List<String> ABOUT_TWO =
      List.of(
          "How do %s and %s relate?",
          "What is the impact of %s on %s?",
          "What does %s have to do with %s?",
          "What role does %s play for %s?",
          "How does %s affect %s?",
          "Why is %s important for %s?",
          "What is the difference between %s and %s?",
          "What should I know about %s and %s?",
          "What happens to %s in case of %s?",
          "Explain %s with regard to %s.",
          "%s %s");

  private PhraseQuestions() {}

  static List<String> aboutOne(List<KeyPhrase> phrases, int count, Draw draw) {
    return draw.weighted(phrases, KeyPhrase::weight).stream()
        .limit(count)
        .map(phrase -> draw.oneOf(ABOUT_ONE).formatted(phrase.text()))
        .toList();
  }

  static List<String> aboutTwo(List<KeyPhrase> phrases, int count, Draw draw) {
    List<String> questions = new ArrayList<>();
    if (phrases.size() < 2) {
      return questions;
    }
    for (int i = 0; i < count; i++) {
      List<KeyPhrase> drawn = draw.weighted(phrases, KeyPhrase::weight);
      questions.add(draw.oneOf(ABOUT_TWO).formatted(drawn.get(0).text(), drawn.get(1).text()));
    }
    return questions;
  }
}

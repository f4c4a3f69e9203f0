package io.retune.schemas;

import static java.util.stream.Collectors.joining;

import io.retune.schemas.v1.ClassCount;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many questions of a set are of which class. Immutable.
 *
 * @param counts above 0, in the order of the classes; a class without questions is absent
 */
public record QuestionMix(Map<QuestionClass, Integer> counts) {
  /** No questions. */
  public static final QuestionMix NONE = new QuestionMix(Map.of());

  /**
   * @param counts not negative
   */
  public QuestionMix {
    EnumMap<QuestionClass, Integer> kept = new EnumMap<>(QuestionClass.class);
    counts.forEach(
        (questionClass, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException("a count is not negative: " + count);
          }
          if (count > 0) {
            kept.put(questionClass, count);
          }
        });
    counts = Collections.unmodifiableMap(kept);
  }

  /** The mix of questions, given the class of each. */
  public static QuestionMix of(Collection<QuestionClass> classes) {
    Map<QuestionClass, Integer> counts = new EnumMap<>(QuestionClass.class);
    classes.forEach(each -> counts.merge(each, 1, Integer::sum));
    return new QuestionMix(counts);
  }

  /**
   * Reads what {@link #toMessages} wrote.
   *
   * @throws IllegalArgumentException if there is a class that is not known here
   */
  public static QuestionMix read(List<ClassCount> messages) {
    Map<QuestionClass, Integer> counts = new EnumMap<>(QuestionClass.class);
    for (ClassCount message : messages) {
      String name = message.getQuestionClass();
      QuestionClass questionClass =
          QuestionClass.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException("no class of questions is called " + name));
      counts.merge(questionClass, message.getCount(), Integer::sum);
    }
    return new QuestionMix(counts);
  }

  /** As a report has it. */
  public List<ClassCount> toMessages() {
    return counts.entrySet().stream()
        .map(
            entry ->
                ClassCount.newBuilder()
                    .setQuestionClass(entry.getKey().wireName())
                    .setCount(entry.getValue())
                    .build())
        .toList();
  }

  /** Questions of this class. */
  public int count(QuestionClass questionClass) {
    return counts.getOrDefault(questionClass, 0);
  }

  /** Questions of all classes. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * As part of a sentence: {@code 174: 120 people's, 54 a language model's}, where there is one
   * class {@code 174 people's}, where there is none {@code 0}.
   */
  public String inWords() {
    String classes =
        counts.entrySet().stream()
            .map(entry -> entry.getKey().inWords(entry.getValue()))
            .collect(joining(", "));
    return switch (counts.size()) {
      case 0 -> "0";
      case 1 -> classes;
      default -> total() + ": " + classes;
    };
  }
}

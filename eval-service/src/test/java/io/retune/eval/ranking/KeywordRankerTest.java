package io.retune.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeywordRankerTest {
  private static final int WORDS = 60;

  @Test
  void ranksByTheFormulaOfBm25() {
    // Given
    Random random = new Random(11);
    List<String> texts = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      texts.add(words(random, 5 + random.nextInt(30)));
      questions.add(words(random, 4));
    }

    // When
    Rankings rankings = rank(texts, "en", questions);

    // Then
    for (int question = 0; question < questions.size(); question++) {
      double[] scores = bm25(texts, questions.get(question));
      int[] ranking = rankings.of(question);
      assertThat(ranking).hasSize((int) Arrays.stream(scores).filter(s -> s > 0).count());
      for (int i = 1; i < ranking.length; i++) {
        assertThat(scores[ranking[i]]).isLessThanOrEqualTo(scores[ranking[i - 1]] + 1e-5);
      }
    }
  }

  @Test
  void readsWordsInAnyCaseAndWithoutPunctuation() {
    // Given
    List<String> texts = List.of("The Kafka-Streams threads.", "Nothing of the kind");

    // When
    Rankings rankings = rank(texts, "", List.of("STREAMS!"));

    // Then
    assertThat(rankings.of(0)).containsExactly(0);
  }

  @Test
  void cutsLanguagesThatDoNotPutSpacesBetweenWords() {
    // Given
    List<String> texts = List.of("今日は天気がいい", "明日は雨です");

    // When
    Rankings rankings = rank(texts, "ja", List.of("天気"));

    // Then
    assertThat(rankings.of(0)).containsExactly(0);
  }

  @Test
  void findsNothingForAQuestionWithoutWords() {
    // Given
    List<String> texts = List.of("one", "two");

    // When
    Rankings rankings = rank(texts, "en", List.of("?!"));

    // Then
    assertThat(rankings.of(0)).isEmpty();
  }

  private static Rankings rank(List<String> texts, String language, List<String> questions) {
    try (KeywordRanker ranker = new KeywordRanker(texts, language)) {
      return ranker.rank(questions, 100);
    }
  }

  private static String words(Random random, int count) {
    return random
        .ints(count, 0, WORDS)
        .mapToObj(word -> "w" + word)
        .collect(Collectors.joining(" "));
  }

  /** Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; idf as Lucene's. */
  private static double[] bm25(List<String> texts, String question) {
    List<List<String>> bags = texts.stream().map(text -> List.of(text.split(" "))).toList();
    double average = bags.stream().mapToInt(List::size).average().orElseThrow();
    double[] scores = new double[texts.size()];
    for (String word : question.split(" ")) {
      long containing = bags.stream().filter(bag -> bag.contains(word)).count();
      double idf = Math.log(1 + (texts.size() - containing + 0.5) / (containing + 0.5));
      for (int i = 0; i < scores.length; i++) {
        double frequency = java.util.Collections.frequency(bags.get(i), word);
        double length = bags.get(i).size() / average;
        scores[i] += idf * frequency / (frequency + 1.2 * (1 - 0.75 + 0.75 * length));
      }
    }
    return scores;
  }
}

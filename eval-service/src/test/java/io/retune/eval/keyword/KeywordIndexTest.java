package io.retune.eval.keyword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.Rankings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordIndexTest {
  private static final int WORDS = 60;
  private static final String COLLECTION = "manual";

  @TempDir Path folder;

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
  void saysWhichNodesItsRowsAre() {
    // Given
    KeywordIndexes indexes = new KeywordIndexes(folder);
    List<String> ids = List.of("a", "a\u0000b", "b-ü", "c");

    // When
    List<String> found =
        indexes.use(
            COLLECTION,
            "en",
            index -> {
              try (KeywordIndexUpdate update = index.update()) {
                for (String id : ids) {
                  update.add(id, "the text of " + id);
                }
                update.finish();
              }
              return index.ids(new int[] {3, 1, 2});
            });

    // Then
    assertThat(found).containsExactly("c", "a\u0000b", "b-ü");
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

  @Test
  void ranksAsAnIndexInMemoryOfTheSameTextsDoesAfterAnyChanges() {
    // Given: few words, so that many texts have equal scores, and segments of several commits
    Random random = new Random(5);
    TreeMap<String, String> corpus = new TreeMap<>();
    List<String> questions = Stream.generate(() -> words(random, 3)).limit(40).toList();
    for (int round = 0; round < 6; round++) {
      for (int change = 0; change < 60; change++) {
        String id = "node-" + random.nextInt(150);
        if (random.nextInt(3) == 0) {
          corpus.remove(id);
        } else {
          corpus.put(id, words(random, 1 + random.nextInt(4)));
        }
      }
      update(corpus);
    }

    // When
    Rankings rankings = ask("", questions, 10);

    // Then
    Rankings fresh = inMemory(corpus, questions, 10);
    for (int question = 0; question < questions.size(); question++) {
      assertThat(rankings.of(question)).isEqualTo(fresh.of(question));
    }
  }

  @Test
  void writesNothingWhereNothingChanged() throws IOException {
    // Given
    TreeMap<String, String> corpus = texts("red house", "blue house");
    update(corpus);
    List<String> before = files();

    // When
    update(corpus);

    // Then
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void keepsNoByteOfATextThatWasDeletedOrReplaced() throws IOException {
    // Given
    TreeMap<String, String> corpus = texts("the garden has a wellxyzzy", "plughgate", "a house");
    update(corpus);
    boolean wasThere = onDisk("wellxyzzy") && onDisk("plughgate");
    corpus.remove("node-0");
    corpus.put("node-1", "a gate");

    // When
    update(corpus);

    // Then
    assertThat(wasThere).isTrue();
    assertThat(onDisk("wellxyzzy")).isFalse();
    assertThat(onDisk("plughgate")).isFalse();
  }

  @Test
  void isAsBeforeWhereAnUpdateWasNotFinished() {
    // Given
    update(texts("red house", "blue house"));
    indexes()
        .use(
            COLLECTION,
            "",
            index -> {
              try (KeywordIndexUpdate update = index.update()) {
                update.add("node-1", "green house");
              }
              return null;
            });

    // When
    Rankings rankings = ask("", List.of("red", "blue", "green"), 10);

    // Then
    assertThat(rankings.best())
        .extracting(Ranking::rows)
        .containsExactly(new int[] {0}, new int[] {1}, new int[0]);
  }

  @Test
  void isMadeAnewForAnotherKindOfLanguage() {
    // Given
    TreeMap<String, String> corpus = texts("今日は天気がいい", "明日は雨です");
    update(corpus);

    // When
    Rankings rankings = rank(corpus, "ja", List.of("天気"));

    // Then
    assertThat(rankings.of(0)).containsExactly(0);
  }

  @Test
  void isMadeAnewWhereAFileOfItIsBroken() throws IOException {
    // Given
    TreeMap<String, String> corpus = texts("red house", "blue house");
    update(corpus);
    for (String file : files()) {
      Files.writeString(folder.resolve(COLLECTION).resolve(file), "broken");
    }
    Throwable thrown = catchThrowable(() -> update(corpus));

    // When
    Rankings rankings = rank(corpus, "", List.of("blue"));

    // Then
    assertThat(thrown).isInstanceOf(KeywordIndexException.class).hasMessageContaining(COLLECTION);
    assertThat(rankings.of(0)).containsExactly(1);
  }

  @Test
  void takesDeletedTextsOutWithoutIndexingNewOnes() {
    // Given
    update(texts("red house", "blue house"));

    // When
    int nodes =
        indexes()
            .use(
                COLLECTION,
                index -> {
                  try (KeywordIndexUpdate update = index.update()) {
                    update.keep("node-0", "red house");
                    update.keep("node-2", "green house");
                    update.finish();
                  }
                  return index.nodes();
                });

    // Then
    assertThat(nodes).isEqualTo(1);
  }

  @Test
  void isDroppedWhenItsCollectionWasNotTouchedForLong() {
    // Given
    update(texts("red house"));
    Instant now = Instant.now();
    KeywordIndexes indexes = indexes();
    indexes.dropUntouched(Duration.ofHours(12), now.plus(Duration.ofHours(11)));
    List<String> early = indexes.collections();

    // When
    indexes.dropUntouched(Duration.ofHours(12), now.plus(Duration.ofHours(13)));

    // Then
    assertThat(early).containsExactly(COLLECTION);
    assertThat(indexes.collections()).isEmpty();
  }

  @Test
  void ordersTermsAsTheBytesOfIds() {
    // Given
    List<String> ids =
        List.of("a", "a\0", "a\0b", "a\u0001", "ab", "b", "é", "\uFFFD", "\uD83D\uDE00");

    // When
    List<BytesRef> terms = ids.stream().map(id -> IndexedText.of(id, "text")).toList();

    // Then
    assertThat(terms).isSorted().doesNotHaveDuplicates();
  }

  private KeywordIndexes indexes() {
    return new KeywordIndexes(folder);
  }

  private Rankings rank(List<String> texts, String language, List<String> questions) {
    TreeMap<String, String> corpus = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      corpus.put("node-%04d".formatted(i), texts.get(i));
    }
    return rank(corpus, language, questions);
  }

  private Rankings rank(TreeMap<String, String> corpus, String language, List<String> questions) {
    update(corpus, language);
    return ask(language, questions, 100);
  }

  private Rankings ask(String language, List<String> questions, int depth) {
    return indexes().use(COLLECTION, language, index -> index.rank(questions, depth));
  }

  private void update(TreeMap<String, String> corpus) {
    update(corpus, "");
  }

  private void update(TreeMap<String, String> corpus, String language) {
    indexes()
        .use(
            COLLECTION,
            language,
            index -> {
              try (KeywordIndexUpdate update = index.update()) {
                for (Map.Entry<String, String> node : corpus.entrySet()) {
                  update.add(node.getKey(), node.getValue());
                }
                update.finish();
              }
              return null;
            });
  }

  private static TreeMap<String, String> texts(String... texts) {
    TreeMap<String, String> corpus = new TreeMap<>();
    for (int i = 0; i < texts.length; i++) {
      corpus.put("node-" + i, texts[i]);
    }
    return corpus;
  }

  private static Rankings inMemory(
      TreeMap<String, String> corpus, List<String> questions, int depth) {
    try (MemoryKeywordRanker ranker = new MemoryKeywordRanker(List.copyOf(corpus.values()), "")) {
      return ranker.rank(questions, depth);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(COLLECTION))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private boolean onDisk(String text) throws IOException {
    for (String file : files()) {
      byte[] bytes = Files.readAllBytes(folder.resolve(COLLECTION).resolve(file));
      if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
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

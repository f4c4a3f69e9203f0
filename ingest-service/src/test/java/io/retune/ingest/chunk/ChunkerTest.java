package io.retune.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.ingest.parse.ParsedDocument;
import io.retune.ingest.parse.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChunkerTest {
  /** A token a word. */
  private static final TokenCounter WORDS =
      text -> text.isBlank() ? 0 : text.strip().split("\\s+").length;

  /** Not additive: each text counts three more than its words. */
  private static final TokenCounter WORDS_AND_THREE = text -> WORDS.count(text) + 3;

  private static final Sentences SENTENCES = Sentences.load();

  @Test
  void keepsASectionThatFitsWhole() {
    // Given
    ParsedDocument document =
        document(new Section(3, "Scope", List.of("Scope", "One sentence. Another one.")));

    // When
    List<Chunk> chunks = chunker(100, 0, 0).chunk(document);

    // Then
    assertThat(chunks)
        .containsExactly(new Chunk("Scope\nOne sentence. Another one.", 3, "Scope", 5));
  }

  @Test
  void cutsPagesAndSectionsApart() {
    // Given
    ParsedDocument document =
        document(
            new Section(1, "", List.of("Page one.")),
            new Section(2, "A", List.of("Page two, part a.")),
            new Section(2, "B", List.of("Page two, part b.")));

    // When
    List<Chunk> chunks = chunker(100, 0, 0).chunk(document);

    // Then
    assertThat(chunks)
        .extracting(Chunk::text)
        .containsExactly("Page one.", "Page two, part a.", "Page two, part b.");
    assertThat(chunks).extracting(Chunk::page).containsExactly(1, 2, 2);
    assertThat(chunks).extracting(Chunk::heading).containsExactly("", "A", "B");
  }

  @Test
  void putsSmallSectionsTogetherButNeverPages() {
    // Given
    ParsedDocument document =
        document(
            new Section(1, "A", List.of("one two")),
            new Section(1, "B", List.of("three four five")),
            new Section(1, "C", List.of("six seven eight nine ten")),
            new Section(1, "D", List.of("eleven")),
            new Section(2, "E", List.of("twelve")));

    // When
    List<Chunk> chunks = chunker(100, 0, 5).chunk(document);

    // Then
    assertThat(chunks)
        .containsExactly(
            new Chunk("one two\nthree four five", 1, "B", 5),
            new Chunk("six seven eight nine ten\neleven", 1, "C", 6),
            new Chunk("twelve", 2, "E", 1));
  }

  @Test
  void prefersTheEndOfAParagraphToThatOfASentence() {
    // Given
    String first = "Alpha beta gamma. Delta epsilon zeta. Eta theta iota. Kappa lambda mu.";
    String second = "Nu xi omicron. Pi rho sigma. Tau upsilon phi. Chi psi omega.";
    ParsedDocument document = document(new Section(0, "", List.of(first, second)));

    // When
    List<Chunk> chunks = chunker(16, 0, 0).chunk(document);

    // Then
    assertThat(chunks).extracting(Chunk::text).containsExactly(first, second);
  }

  @Test
  void repeatsTheEndOfTheChunkBeforeWhereAsked() {
    // Given
    ParsedDocument document = document(randomSection(new Random(5), 60));

    // When
    List<Chunk> chunks = chunker(60, 20, 0).chunk(document);

    // Then
    assertThat(chunks).hasSizeGreaterThan(3);
    for (int i = 1; i < chunks.size(); i++) {
      String firstSentence = chunks.get(i).text().split("(?<=\\.)\\s")[0];
      assertThat(chunks.get(i - 1).text()).contains(firstSentence);
      assertThat(chunks.get(i).tokens()).isLessThanOrEqualTo(60);
    }
  }

  @Test
  void losesNoTextAndKeepsTheLimit() {
    for (int seed = 0; seed < 150; seed++) {
      // Given
      Random random = new Random(seed);
      TokenCounter counter = seed % 2 == 0 ? WORDS : WORDS_AND_THREE;
      int limit = 16 + random.nextInt(100);
      List<Section> sections = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        sections.add(randomSection(random, 1 + random.nextInt(40)));
      }
      ParsedDocument document = document(sections.toArray(Section[]::new));

      // When
      List<Chunk> chunks =
          new Chunker(new ChunkSettings(limit, 0, random.nextInt(8)), counter, SENTENCES)
              .chunk(document);

      // Then
      assertThat(squeezed(chunks.stream().map(Chunk::text)))
          .isEqualTo(squeezed(sections.stream().flatMap(section -> section.paragraphs().stream())));
      assertThat(chunks)
          .allSatisfy(
              chunk -> {
                assertThat(chunk.tokens()).isEqualTo(counter.count(chunk.text()));
                assertThat(chunk.tokens()).isLessThanOrEqualTo(limit);
              });
    }
  }

  @Test
  void cutsASentenceThatIsTooLongBetweenWords() {
    // Given
    Random random = new Random(7);
    String sentence =
        random.ints(500, 0, 1000).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")) + ".";
    ParsedDocument document = document(new Section(0, "", List.of(sentence)));

    // When
    List<Chunk> chunks = chunker(50, 0, 0).chunk(document);

    // Then
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.tokens()).isLessThanOrEqualTo(50));
    assertThat(chunks.stream().map(Chunk::text).collect(Collectors.joining(" ")))
        .isEqualTo(sentence);
  }

  @Test
  void cutsAWordThatIsTooLongInItself() {
    // Given
    String word = "0123456789abcdef".repeat(10_000);
    ParsedDocument document = document(new Section(0, "", List.of(word)));

    // When
    List<Chunk> chunks = chunker(100, 0, 0).chunk(document);

    // Then
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text().length()).isBetween(600, 2_100));
    assertThat(chunks.stream().map(Chunk::text).collect(Collectors.joining())).isEqualTo(word);
  }

  @Test
  void anEditChangesOnlyChunksNearIt() {
    List<Integer> changed = new ArrayList<>();
    int chunksInAll = 0;
    for (int seed = 0; seed < 200; seed++) {
      // Given
      Random random = new Random(seed);
      List<String> paragraphs = new ArrayList<>(randomSection(random, 300).paragraphs());
      List<Chunk> before = chunker(100, 0, 0).chunk(document(new Section(0, "", paragraphs)));
      int at = random.nextInt(paragraphs.size());
      switch (seed % 3) {
        case 0 -> paragraphs.add(at, randomParagraph(random, 2));
        case 1 -> paragraphs.remove(at);
        default -> paragraphs.set(at, randomParagraph(random, 1) + " " + paragraphs.get(at));
      }

      // When
      List<Chunk> after = chunker(100, 0, 0).chunk(document(new Section(0, "", paragraphs)));

      // Then
      Set<String> old = before.stream().map(Chunk::text).collect(Collectors.toSet());
      Set<String> fresh =
          after.stream().map(Chunk::text).collect(Collectors.toCollection(HashSet::new));
      fresh.removeAll(old);
      changed.add(fresh.size());
      chunksInAll += before.size();
    }
    // Cut by length from the start, half of a section's chunks would change on average.
    assertThat(chunksInAll / 200).isGreaterThan(30);
    assertThat(changed.stream().mapToInt(Integer::intValue).average().orElseThrow())
        .isLessThan(3.5);
    assertThat(changed.stream().sorted().skip(180).findFirst().orElseThrow())
        .isLessThanOrEqualTo(8);
  }

  @Test
  void fillsChunksToMoreThanHalfOnAverage() {
    // Given
    ParsedDocument document = document(randomSection(new Random(3), 1_000));

    // When
    List<Chunk> chunks = chunker(100, 0, 0).chunk(document);

    // Then
    assertThat(chunks.stream().mapToInt(Chunk::tokens).average().orElseThrow()).isBetween(50., 90.);
    assertThat(chunks.stream().mapToInt(Chunk::tokens).min().orElseThrow()).isGreaterThan(20);
  }

  @Test
  void cutsOtherLanguagesByTheirOwnRules() {
    // Given
    String text = "これは最初の文です。これは二番目の文です。";

    // When
    List<String> sentences = SENTENCES.of(text, "ja");

    // Then
    assertThat(sentences).containsExactly("これは最初の文です。", "これは二番目の文です。");
  }

  @Test
  void doesNotCutEnglishAtAbbreviations() {
    // Given
    String text = "Mr. Smith paid $3.50 in total. He left at once.";

    // When
    List<String> sentences = SENTENCES.of(text, "en");

    // Then
    assertThat(sentences).containsExactly("Mr. Smith paid $3.50 in total.", "He left at once.");
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> new ChunkSettings(15, 0, 0)).hasMessageContaining("too small");
    assertThatThrownBy(() -> new ChunkSettings(100, 50, 0)).hasMessageContaining("overlap");
    assertThatThrownBy(() -> new ChunkSettings(100, 0, 51)).hasMessageContaining("minimum");
  }

  private static Chunker chunker(int max, int overlap, int min) {
    return new Chunker(new ChunkSettings(max, overlap, min), WORDS, SENTENCES);
  }

  private static ParsedDocument document(Section... sections) {
    return new ParsedDocument("", "text/plain", "en", Arrays.asList(sections));
  }

  private static Section randomSection(Random random, int paragraphs) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < paragraphs; i++) {
      texts.add(
          random.nextInt(10) == 0
              ? "code " + random.nextInt(1000) + "\n  more code\n}"
              : randomParagraph(random, 1 + random.nextInt(4)));
    }
    return new Section(random.nextInt(3), "", texts);
  }

  private static String randomParagraph(Random random, int sentences) {
    return random
        .ints(sentences, 3, 16)
        .mapToObj(
            words ->
                "The "
                    + random
                        .ints(words, 0, 5_000)
                        .mapToObj(word -> "word" + word)
                        .collect(Collectors.joining(" "))
                    + ".")
        .collect(Collectors.joining(" "));
  }

  private static String squeezed(java.util.stream.Stream<String> texts) {
    return texts.collect(Collectors.joining(" ")).replaceAll("\\s+", "");
  }
}

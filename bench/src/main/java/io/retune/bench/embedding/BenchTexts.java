package io.retune.bench.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is embedded. No text has a line break, so that each is a line of a file. */
record BenchTexts(List<String> chunks, List<String> questions) {

  private static final int CHUNKS = 48;
  private static final int QUESTIONS = 480;
  private static final String CHUNKS_FILE = "chunks";
  private static final String QUESTIONS_FILE = "questions";

  /** Frequent words of one token each, so that lengths in tokens are known. */
  private static final String[] WORDS =
      ("time year people way day man thing woman life child world school state family student group"
              + " country problem hand part place case week company system program question work"
              + " government number night point home water room mother area money story fact month")
          .split(" ");

  BenchTexts {
    chunks = List.copyOf(chunks);
    questions = List.copyOf(questions);
  }

  /** Chunks of 300 to 500 tokens, questions of 6 to 24. */
  static BenchTexts random() {
    Random random = new Random(42);
    return new BenchTexts(random(random, CHUNKS, 300, 500), random(random, QUESTIONS, 6, 24));
  }

  /** The first of a dataset. */
  static BenchTexts of(Path dataset) throws IOException {
    JsonNode json = new ObjectMapper().readTree(dataset.toFile());
    return new BenchTexts(
        first(json.path("corpus"), CHUNKS), first(json.path("queries"), QUESTIONS));
  }

  static BenchTexts read(Path directory) throws IOException {
    return new BenchTexts(
        Files.readAllLines(directory.resolve(CHUNKS_FILE)),
        Files.readAllLines(directory.resolve(QUESTIONS_FILE)));
  }

  void write(Path directory) throws IOException {
    Files.write(directory.resolve(CHUNKS_FILE), chunks);
    Files.write(directory.resolve(QUESTIONS_FILE), questions);
  }

  private static List<String> random(Random random, int count, int shortest, int longest) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      for (int left = shortest + random.nextInt(longest - shortest + 1); left > 0; left--) {
        words.add(WORDS[random.nextInt(WORDS.length)]);
      }
      texts.add(String.join(" ", words));
    }
    return texts;
  }

  private static List<String> first(JsonNode texts, int count) {
    List<String> first = new ArrayList<>();
    for (JsonNode text : texts) {
      if (first.size() < count) {
        first.add(text.asText().replaceAll("\\s+", " ").strip());
      }
    }
    if (first.isEmpty()) {
      throw new IllegalArgumentException("no texts in the dataset");
    }
    return first;
  }
}

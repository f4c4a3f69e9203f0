package io.retune.bench.training;

import io.retune.embedding.BgeSmallEn;
import io.retune.embedding.LongTextRule;
import io.retune.embedding.OnnxEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How long the base model takes for one text, measured on texts of a usual length.
 *
 * @param secondsPerQuestion of about fifteen words
 * @param secondsPerNode of about four hundred tokens
 */
record EmbeddingRate(double secondsPerQuestion, double secondsPerNode) {

  private static final String[] WORDS =
      "the stream of records is kept in order by key and each consumer reads its own partitions from the last commit"
          .split(" ");
  private static final int QUESTIONS = 200;
  private static final int NODES = 20;

  static EmbeddingRate measure() {
    try (OnnxEmbeddingModel model =
        OnnxEmbeddingModel.open(
            BgeSmallEn.description(),
            LongTextRule.TRUNCATE,
            Runtime.getRuntime().availableProcessors())) {
      Random random = new Random(1);
      model.embedQueries(texts(random, 20, 15));
      List<String> questions = texts(random, QUESTIONS, 15);
      List<String> nodes = texts(random, NODES, 380);
      long start = System.nanoTime();
      model.embedQueries(questions);
      long between = System.nanoTime();
      model.embedDocuments(nodes);
      long end = System.nanoTime();
      return new EmbeddingRate((between - start) / 1e9 / QUESTIONS, (end - between) / 1e9 / NODES);
    }
  }

  private static List<String> texts(Random random, int count, int words) {
    List<String> texts = new ArrayList<>();
    for (int text = 0; text < count; text++) {
      StringBuilder builder = new StringBuilder();
      for (int word = 0; word < words; word++) {
        builder.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      texts.add(builder.toString());
    }
    return texts;
  }
}

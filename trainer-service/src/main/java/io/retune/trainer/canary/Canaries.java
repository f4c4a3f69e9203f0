package io.retune.trainer.canary;

import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.ContentDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fixed texts, each embedded as a document and as a query. */
record Canaries(List<String> texts) {

  /** Of several kinds: whatever is changed in a model shows in some of them. */
  static final Canaries USUAL =
      new Canaries(
          List.of(
              "The ferry to the island leaves at seven and returns at noon.",
              "How do I renew a licence that has run out?",
              "Nettoumsatz 2019: 14.147 Mio. EUR, davon 3,1 % im Ausland.",
              "if (queue.isEmpty()) { return Optional.empty(); }",
              "温度が下がると、反応は遅くなる。",
              "x"));

  Canaries {
    texts = List.copyOf(texts);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("without a text nothing can be compared");
    }
  }

  String sha256() {
    return new ContentDigest().bare(String.join("\n", texts)).hex();
  }

  /**
   * What a model makes of them: of all as documents, and then of all as queries.
   *
   * @throws io.retune.embedding.EmbeddingException if the model does not answer
   */
  List<float[]> embed(BaseEmbeddingModel model) {
    List<float[]> vectors = new ArrayList<>(Arrays.asList(model.embedDocuments(texts)));
    vectors.addAll(Arrays.asList(model.embedQueries(texts)));
    return vectors;
  }

  /**
   * The largest cosine distance between two vectors of the same text.
   *
   * @param one of unit length each
   * @param other as many, of unit length each
   * @return from 0 to 2; 2 where their numbers or lengths differ
   */
  static double distance(List<float[]> one, List<float[]> other) {
    if (one.size() != other.size()) {
      return 2;
    }
    double largest = 0;
    for (int text = 0; text < one.size(); text++) {
      largest = Math.max(largest, distance(one.get(text), other.get(text)));
    }
    return largest;
  }

  private static double distance(float[] one, float[] other) {
    if (one.length != other.length) {
      return 2;
    }
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += (double) one[i] * other[i];
    }
    return Math.max(0, Math.min(2, 1 - product));
  }
}

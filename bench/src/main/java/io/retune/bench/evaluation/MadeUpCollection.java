package io.retune.bench.evaluation;

import io.retune.bench.measure.MadeUpVector;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.SplittableRandom;

/**
 * Records of {@code embeddings} for a collection of any size, one after another. Of every so many
 * nodes one is for validation and has a question that counts as evidence; the others have local
 * questions, as many of them embedded as the embed stage would embed.
 *
 * @param asked validation nodes
 */
record MadeUpCollection(int nodes, int asked, int dimension) {
  private static final int LOCAL_QUESTIONS = 20;
  private static final int NODES_WITH_ALL_QUESTIONS = 15_000;
  private static final int WORDS_A_TEXT = 150;
  private static final int WORDS_A_QUESTION = 10;
  private static final int VOCABULARY = 50_000;
  private static final double NOISE = 1.0;

  BaseModel model() {
    return BaseModel.newBuilder()
        .setName("made-up")
        .setDimension(dimension)
        .setFingerprint("made-up")
        .build();
  }

  /** As ids are: hashes, so that their order says nothing. */
  static String id(int node) {
    return new ContentDigest().bare("node " + node).hex(16);
  }

  /**
   * A record's value.
   *
   * @param edition of the node's text
   */
  byte[] value(int node, int edition) {
    SplittableRandom random = new SplittableRandom(31L * node + edition);
    boolean isAsked = node % Math.max(1, nodes / asked) == 0;
    String text = words(random, WORDS_A_TEXT);
    float[] vector = MadeUpVector.near(random, new float[dimension], 1);
    Embeddings.Builder record =
        Embeddings.newBuilder()
            .setBaseModel(model())
            .setNode(
                Node.newBuilder()
                    .setNodeId(id(node))
                    .setDocumentId("document-" + node / 8)
                    .setLanguage("en")
                    .setText(text)
                    .setSplit(isAsked ? Split.SPLIT_VALIDATION : Split.SPLIT_TRAIN))
            .setVector(VectorCodec.encode(vector));
    int questions = isAsked ? 1 : embeddedQuestions(random);
    for (int question = 0; question < questions; question++) {
      record.addQuestions(
          Question.newBuilder()
              .setQuestionId(id(node) + "-" + question)
              .setText(text.substring(0, WORDS_A_QUESTION * 5))
              .setOrigin(isAsked ? Origin.ORIGIN_IMPORTED : Origin.ORIGIN_LOCAL)
              .setVector(VectorCodec.encode(MadeUpVector.near(random, vector, NOISE))));
    }
    return record.build().toByteArray();
  }

  private int embeddedQuestions(SplittableRandom random) {
    double mean = LOCAL_QUESTIONS * Math.min(1, (double) NODES_WITH_ALL_QUESTIONS / nodes);
    return (int) mean + (random.nextDouble() < mean - (int) mean ? 1 : 0);
  }

  /** The lower a word's number, the more often it is drawn, as words of a language are. */
  private static String words(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder(count * 6);
    for (int i = 0; i < count; i++) {
      double rank = Math.pow(VOCABULARY, random.nextDouble());
      text.append('w').append((int) rank + 999).append(' ');
    }
    return text.toString();
  }
}

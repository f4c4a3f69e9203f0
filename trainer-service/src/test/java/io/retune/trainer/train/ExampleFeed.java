package io.retune.trainer.train;

import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.Random;

/**
 * Made-up records of the embeddings topic: each question lies near its node. The same numbers give
 * the same records.
 */
public final class ExampleFeed {

  public static final int DIMENSION = 8;
  public static final BaseModel MODEL =
      BaseModel.newBuilder()
          .setName("made-up")
          .setDimension(DIMENSION)
          .setFingerprint("f1")
          .build();

  private ExampleFeed() {}

  /** A training node with local questions. */
  public static Embeddings local(int number, int questions) {
    return node(number, Split.SPLIT_TRAIN, Origin.ORIGIN_LOCAL, questions, MODEL);
  }

  public static Embeddings node(
      int number, Split split, Origin origin, int questions, BaseModel model) {
    Random random = new Random(number);
    float[] vector = unit(random, new float[DIMENSION], 1);
    Embeddings.Builder embeddings =
        Embeddings.newBuilder()
            .setNode(
                Node.newBuilder()
                    .setNodeId("n" + number)
                    .setDocumentId("d" + number / 2)
                    .setText("text " + number)
                    .setSplit(split))
            .setVector(VectorCodec.encode(vector))
            .setBaseModel(model);
    for (int i = 0; i < questions; i++) {
      embeddings.addQuestions(
          Question.newBuilder()
              .setQuestionId("q%d-%d".formatted(number, i))
              .setText("question %d of %d".formatted(i, number))
              .setOrigin(origin)
              .setVector(VectorCodec.encode(unit(random, vector, 0.7))));
    }
    return embeddings.build();
  }

  /** A question that a user asked, whose answer nobody knows. */
  public static Embeddings unlabelled(int number) {
    return Embeddings.newBuilder()
        .setBaseModel(MODEL)
        .addQuestions(
            Question.newBuilder()
                .setQuestionId("u" + number)
                .setOrigin(Origin.ORIGIN_UNLABELLED)
                .setVector(VectorCodec.encode(unit(new Random(number), new float[DIMENSION], 1))))
        .build();
  }

  private static float[] unit(Random random, float[] centre, double noise) {
    double[] values = new double[centre.length];
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = centre[i] + noise * random.nextGaussian() / Math.sqrt(centre.length);
      square += values[i] * values[i];
    }
    float[] unit = new float[centre.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(square));
    }
    return unit;
  }
}

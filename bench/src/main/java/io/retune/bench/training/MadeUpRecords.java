package io.retune.bench.training;

import io.retune.bench.measure.MadeUpVector;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.Random;

/**
 * Records of {@code embeddings} for a collection of any size, one after another: unit vectors, each
 * question near its node.
 *
 * @param questionsPerNode local ones, in the mean
 */
record MadeUpRecords(int nodes, double questionsPerNode, int dimension) {

  private static final double NOISE = 1.2;
  private static final String TEXT = "The stream of records is kept in order by key. ".repeat(20);

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

  byte[] value(int node) {
    Random random = new Random(node);
    float[] vector = MadeUpVector.near(random, new float[dimension], 1);
    Embeddings.Builder record =
        Embeddings.newBuilder()
            .setBaseModel(model())
            .setNode(
                Node.newBuilder()
                    .setNodeId(id(node))
                    .setDocumentId("document-" + node / 8)
                    .setText(TEXT)
                    .setSplit(Split.SPLIT_TRAIN))
            .setVector(VectorCodec.encode(vector));
    int questions =
        (int) questionsPerNode
            + (random.nextDouble() < questionsPerNode - (int) questionsPerNode ? 1 : 0);
    for (int question = 0; question < questions; question++) {
      record.addQuestions(
          Question.newBuilder()
              .setQuestionId(id(node) + "-" + question)
              .setText("What is kept in order by key?")
              .setOrigin(Origin.ORIGIN_LOCAL)
              .setVector(VectorCodec.encode(MadeUpVector.near(random, vector, NOISE))));
    }
    return record.build().toByteArray();
  }
}

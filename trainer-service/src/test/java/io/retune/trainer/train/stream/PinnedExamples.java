package io.retune.trainer.train.stream;

import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up records whose weights are pinned: 120 nodes, a quarter of them for validation, with
 * questions of every origin. A question is its node under a linear map, a shift and noise. Changing
 * a number here changes the weights.
 */
final class PinnedExamples {

  static final int DIMENSION = 12;
  static final BaseModel MODEL =
      BaseModel.newBuilder()
          .setName("made-up")
          .setDimension(DIMENSION)
          .setFingerprint("pinned")
          .build();

  private static final int NODES = 120;

  /** By number: names of origins may change, their numbers may not. */
  private static final Origin LOCAL = Origin.forNumber(1);

  private static final Origin LLM = Origin.forNumber(2);
  private static final Origin IMPORTED = Origin.forNumber(3);
  private static final Origin HUMAN = Origin.forNumber(4);
  private static final Origin UNLABELLED = Origin.forNumber(5);

  private final Random random = new Random(20230905);
  private final double[] scales = new double[DIMENSION];

  private PinnedExamples() {
    for (int i = 0; i < DIMENSION; i++) {
      scales[i] = Math.exp(random.nextGaussian());
    }
  }

  /** Local questions alone. */
  static List<Embeddings> local() {
    PinnedExamples examples = new PinnedExamples();
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < NODES; number++) {
      Embeddings.Builder record = examples.node(number);
      examples.ask(record, LOCAL, 3);
      records.add(record.build());
    }
    return records;
  }

  /**
   * Questions of every origin: enough of a language model's and of imported ones for groups of
   * their own, some of people, and some whose answer is not known.
   */
  static List<Embeddings> ofEveryOrigin() {
    PinnedExamples examples = new PinnedExamples();
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < NODES; number++) {
      Embeddings.Builder record = examples.node(number);
      examples.ask(record, LOCAL, 3);
      if (record.getNode().getSplit() == Split.SPLIT_VALIDATION) {
        examples.ask(record, IMPORTED, 4);
      } else {
        examples.ask(record, LLM, number < 60 ? 2 : 0);
        if (number % 10 == 0) {
          aboutSomethingElse(record);
        }
        examples.ask(record, IMPORTED, number > 40 ? 2 : 0);
        examples.ask(record, HUMAN, number % 4 == 0 ? 1 : 0);
      }
      records.add(record.build());
    }
    for (int number = 0; number < 20; number++) {
      records.add(examples.unlabelled(number));
    }
    return records;
  }

  /** The key of a record without its collection. */
  static String id(Embeddings record) {
    return record.hasNode()
        ? record.getNode().getNodeId()
        : "query-" + record.getQuestions(0).getQuestionId();
  }

  private Embeddings.Builder node(int number) {
    double[] values = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = 0.5 + random.nextGaussian();
    }
    return Embeddings.newBuilder()
        .setBaseModel(MODEL)
        .setVector(VectorCodec.encode(unit(values)))
        .setNode(
            Node.newBuilder()
                .setNodeId("node-%03d".formatted(number))
                .setDocumentId("document-" + number / 5)
                .setText("text " + number)
                .setSplit(number % 4 == 3 ? Split.SPLIT_VALIDATION : Split.SPLIT_TRAIN));
  }

  private void ask(Embeddings.Builder record, Origin origin, int questions) {
    float[] node = VectorCodec.decode(record.getVector());
    double shift = origin == LOCAL ? -0.2 : 0.1 * origin.getNumber();
    for (int question = 0; question < questions; question++) {
      double[] values = new double[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        values[i] =
            scales[i] * node[i] + shift + 0.25 * random.nextGaussian() / Math.sqrt(DIMENSION);
      }
      record.addQuestions(
          Question.newBuilder()
              .setQuestionId(
                  "%s-%d-%d".formatted(record.getNode().getNodeId(), origin.getNumber(), question))
              .setText("question")
              .setOrigin(origin)
              .setVector(VectorCodec.encode(unit(values))));
    }
  }

  /** Turns a language model's last question round, so that it does not come back to its node. */
  private static void aboutSomethingElse(Embeddings.Builder record) {
    Question.Builder last = record.getQuestionsBuilder(record.getQuestionsCount() - 1);
    float[] vector = VectorCodec.decode(last.getVector());
    for (int i = 0; i < vector.length; i++) {
      vector[i] = -vector[i];
    }
    last.setVector(VectorCodec.encode(vector));
  }

  private Embeddings unlabelled(int number) {
    double[] values = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = 0.3 + random.nextGaussian();
    }
    return Embeddings.newBuilder()
        .setBaseModel(MODEL)
        .addQuestions(
            Question.newBuilder()
                .setQuestionId("unlabelled-%02d".formatted(number))
                .setText("question")
                .setOrigin(UNLABELLED)
                .setVector(VectorCodec.encode(unit(values))))
        .build();
  }

  private static float[] unit(double[] values) {
    double square = 0;
    for (double value : values) {
      square += value * value;
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(square));
    }
    return unit;
  }
}

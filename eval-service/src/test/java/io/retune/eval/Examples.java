package io.retune.eval;

import com.google.protobuf.ByteString;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.Split;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small collection in which what an adapter is worth is known: questions are their node's vector
 * turned by one rotation and blurred by noise, so turning them back helps, and turning them further
 * harms.
 */
public final class Examples {
  public static final int DIMENSION = 16;
  public static final BaseModel BASE_MODEL =
      BaseModel.newBuilder()
          .setName("test")
          .setDimension(DIMENSION)
          .setFingerprint("fingerprint-1")
          .build();

  private static final double TURN = 0.6;

  private final Random random;

  public Examples(long seed) {
    random = new Random(seed);
  }

  /** A node with questions, none of which is exactly its vector. */
  public Embeddings node(String collection, String id, Split split, Origin origin, int questions) {
    float[] vector = direction();
    Embeddings.Builder embeddings =
        Embeddings.newBuilder()
            .setNode(
                Node.newBuilder()
                    .setCollection(collection)
                    .setNodeId(id)
                    .setDocumentId("document-" + id)
                    .setText("the text of " + id)
                    .setSplit(split)
                    .setLanguage("en"))
            .setVector(VectorCodec.encode(vector))
            .setBaseModel(BASE_MODEL);
    for (int i = 0; i < questions; i++) {
      embeddings.addQuestions(
          Question.newBuilder()
              .setQuestionId(id + "-question-" + i)
              .setText("what is in " + id + "?")
              .setOrigin(origin)
              .setVector(VectorCodec.encode(blurred(turned(vector, TURN)))));
    }
    return embeddings.build();
  }

  /** Undoes the turn. */
  public static AdapterCheckpoint helpful(String collection, long version) {
    return checkpoint(collection, version, rotation(-TURN), 1);
  }

  /** Undoes nearly all of the turn: what a retrain gives whose examples have changed a little. */
  public static AdapterCheckpoint nearlyAsHelpful(String collection, long version) {
    return checkpoint(collection, version, rotation(-0.97 * TURN), 1);
  }

  /** Turns further away. */
  public static AdapterCheckpoint harmful(String collection, long version) {
    return checkpoint(collection, version, rotation(1.2), 1);
  }

  /** Undoes half of the turn, and says that it is gentle. */
  public static AdapterCheckpoint gentle(String collection, long version) {
    return checkpoint(collection, version, rotation(-TURN / 2), 0.5);
  }

  /** Changes the questions by rounding errors only. */
  public static AdapterCheckpoint neutral(String collection, long version) {
    return checkpoint(collection, version, rotation(1e-6 * version), 0.5);
  }

  /** The same adapter, trained on validation nodes too. */
  public static AdapterCheckpoint refit(AdapterCheckpoint checkpoint, long version) {
    return checkpoint.toBuilder()
        .setVersion(version)
        .setLineage(checkpoint.getLineage().toBuilder().setRefitOfVersion(checkpoint.getVersion()))
        .build();
  }

  /** The same adapter, trained after documents were forgotten, on others. */
  public static AdapterCheckpoint forgetting(AdapterCheckpoint checkpoint, String... documentIds) {
    Lineage.Builder lineage = checkpoint.getLineage().toBuilder().clearDocumentIds();
    LearnedDocuments.write(lineage, List.of("handbook/another.html"));
    return checkpoint.toBuilder()
        .setLineage(lineage.setForgottenDocuments(DocumentDigests.of(List.of(documentIds)).bytes()))
        .build();
  }

  public static AdapterCheckpoint checkpoint(
      String collection, long version, float[][] matrix, double alpha) {
    byte[] weights = new AdapterWeights().encode(new LinearAdapter(tensor(matrix)));
    return AdapterCheckpoint.newBuilder()
        .setCollection(collection)
        .setVersion(version)
        .setWeights(ByteString.copyFrom(weights))
        .setWeightsSha256(Sha256.of(weights))
        .setRecipe(Recipe.newBuilder().setWhitened(WhitenedRecipe.newBuilder().setAlpha(alpha)))
        .setBaseModel(BASE_MODEL)
        .setLineage(Lineage.newBuilder().setNodes(10).addDocumentIds("handbook/one.html"))
        .build();
  }

  /** The same adapter with a memory that draws every query to one place. */
  public static AdapterCheckpoint misled(AdapterCheckpoint checkpoint, long version) {
    float[] anywhere = new float[DIMENSION];
    anywhere[0] = 1;
    QuestionMemory memory =
        QuestionMemory.of(
            List.of(anywhere), new int[1], List.of(anywhere), new QuestionMemory.Focus(16, 0.05));
    try {
      LinearAdapter linear = (LinearAdapter) new AdapterWeights().decode(checkpoint);
      byte[] weights = new AdapterWeights().encode(new MemoryAdapter(linear, memory, 2));
      return checkpoint.toBuilder()
          .setVersion(version)
          .setWeights(ByteString.copyFrom(weights))
          .setWeightsSha256(Sha256.of(weights))
          .build();
    } catch (MalformedFileException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private float[] direction() {
    return unit(gaussian(1));
  }

  private float[] blurred(float[] vector) {
    float[] noise = gaussian(0.15);
    float[] sum = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] = vector[i] + noise[i];
    }
    return unit(sum);
  }

  private float[] gaussian(double scale) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (scale * random.nextGaussian());
    }
    return vector;
  }

  private static float[] turned(float[] vector, double angle) {
    float[][] matrix = rotation(angle);
    float[] turned = new float[DIMENSION];
    for (int row = 0; row < DIMENSION; row++) {
      for (int column = 0; column < DIMENSION; column++) {
        turned[row] += matrix[row][column] * vector[column];
      }
    }
    return turned;
  }

  /** Turns each pair of coordinates. */
  private static float[][] rotation(double angle) {
    float[][] matrix = new float[DIMENSION][DIMENSION];
    for (int i = 0; i < DIMENSION; i += 2) {
      matrix[i][i] = (float) Math.cos(angle);
      matrix[i][i + 1] = (float) -Math.sin(angle);
      matrix[i + 1][i] = (float) Math.sin(angle);
      matrix[i + 1][i + 1] = (float) Math.cos(angle);
    }
    return matrix;
  }

  private static float[] unit(float[] vector) {
    double squares =
        IntStream.range(0, vector.length).mapToDouble(i -> vector[i] * vector[i]).sum();
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static Tensor tensor(float[][] matrix) {
    float[] values = new float[DIMENSION * DIMENSION];
    for (int row = 0; row < DIMENSION; row++) {
      System.arraycopy(matrix[row], 0, values, row * DIMENSION, DIMENSION);
    }
    return Tensor.of(values, DIMENSION, DIMENSION);
  }
}

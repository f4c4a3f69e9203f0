package io.retune.trainer.embed;

import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Vector;

/** Takes over the vectors of a producer that embeds itself. */
final class GivenVectors {

  private GivenVectors() {}

  static boolean in(QaPairs pairs) {
    return pairs.hasBaseModel();
  }

  /**
   * The same vectors, brought to unit length.
   *
   * @throws InvalidRecordException if a vector is missing, of another dimension than its base
   *     model's, or without direction
   */
  static Embeddings embeddings(QaPairs pairs) throws InvalidRecordException {
    int dimension = pairs.getBaseModel().getDimension();
    if (pairs.getBaseModel().getFingerprint().isEmpty()) {
      throw new InvalidRecordException("the base model has no fingerprint");
    }
    Embeddings.Builder embeddings = Embeddings.newBuilder().setBaseModel(pairs.getBaseModel());
    if (pairs.hasNode()) {
      embeddings.setNode(pairs.getNode().toBuilder().clearQuestions());
      embeddings.setVector(unit(pairs.hasVector(), pairs.getVector(), dimension, "the node"));
    }
    for (Question question : pairs.getQuestionsList()) {
      Vector vector =
          unit(
              question.hasVector(),
              question.getVector(),
              dimension,
              "question " + question.getQuestionId());
      embeddings.addQuestions(question.toBuilder().setVector(vector));
    }
    return embeddings.build();
  }

  private static Vector unit(boolean given, Vector vector, int dimension, String owner)
      throws InvalidRecordException {
    if (!given) {
      throw new InvalidRecordException(owner + " has no vector, although a base model is given");
    }
    float[] values = decode(vector, owner);
    if (values.length != dimension) {
      throw new InvalidRecordException(
          owner + " has " + values.length + " dimensions, its base model " + dimension);
    }
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new InvalidRecordException(owner + " has a vector without direction");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / length);
    }
    return VectorCodec.encode(values);
  }

  private static float[] decode(Vector vector, String owner) throws InvalidRecordException {
    try {
      return VectorCodec.decode(vector);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(owner + ": " + e.getMessage());
    }
  }
}

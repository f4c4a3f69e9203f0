package io.retune.trainer.train.examples;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.Topics;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import io.retune.schemas.v1.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One record of the embeddings topic as training sees it, without its texts.
 *
 * @param id of the record in its collection
 * @param node absent for questions whose answer is not known
 * @param questions in the order of their ids
 */
public record ExampleEntry(
    String id, BaseModel baseModel, Optional<ExampleNode> node, List<ExampleQuestion> questions) {

  public ExampleEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(baseModel, "baseModel");
    Objects.requireNonNull(node, "node");
    questions = questions.stream().sorted(Comparator.comparing(ExampleQuestion::id)).toList();
  }

  /**
   * Reads a record's value.
   *
   * @throws InvalidProtocolBufferException where it is no Embeddings message
   * @throws IllegalArgumentException where a vector is missing or does not fit its base model
   */
  public static ExampleEntry parse(String id, byte[] value) throws InvalidProtocolBufferException {
    Embeddings embeddings = Topics.EMBEDDINGS.parse(value);
    BaseModel model = embeddings.getBaseModel();
    if (model.getFingerprint().isEmpty()) {
      throw new IllegalArgumentException("the record names no base model");
    }
    Optional<ExampleNode> node = Optional.empty();
    if (embeddings.hasNode()) {
      node =
          Optional.of(
              new ExampleNode(
                  embeddings.getNode().getDocumentId(),
                  embeddings.getNode().getSplit() == Split.SPLIT_VALIDATION,
                  vector(embeddings.getVector(), model)));
    }
    List<ExampleQuestion> questions = new ArrayList<>();
    for (Question question : embeddings.getQuestionsList()) {
      questions.add(
          new ExampleQuestion(
              question.getQuestionId(),
              QuestionClass.of(question.getOrigin()).orElse(QuestionClass.UNLABELLED),
              vector(question.getVector(), model)));
    }
    return new ExampleEntry(id, model, node, questions);
  }

  /** Labelled questions that may be trained on: none of a validation node. */
  public int trainingQuestions() {
    if (node.isEmpty() || node.get().validation()) {
      return 0;
    }
    return (int) questions.stream().filter(ExampleQuestion::isLabelled).count();
  }

  /** The same node with some of its questions. */
  ExampleEntry with(List<ExampleQuestion> some) {
    return new ExampleEntry(id, baseModel, node, some);
  }

  private static float[] vector(Vector vector, BaseModel model) {
    float[] values = VectorCodec.decode(vector);
    if (values.length != model.getDimension()) {
      throw new IllegalArgumentException(
          "a vector of %d dimensions from a base model of %d"
              .formatted(values.length, model.getDimension()));
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("a vector with a value that is no number");
      }
    }
    return values;
  }
}

package io.retune.cli.vectors;

import io.retune.schemas.ContentDigest;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of a file: a node with its vector and the questions that it answers, with theirs.
 *
 * @param id unique in the collection
 * @param document that the node is of; the node's own id where it is absent
 * @param text of the node
 * @param vector of the text, by the user's own base model
 * @param validation whether the node is evaluated on; that of the whole file where it is absent
 * @param questions may be empty: such a node is searched, and no question asks about it
 */
record NodeLine(
    String id,
    Optional<String> document,
    String text,
    float[] vector,
    Optional<Boolean> validation,
    List<QuestionLine> questions) {

  /**
   * @param id made of node and text where it is absent
   * @param questionClass {@code imported} where it is absent
   */
  record QuestionLine(
      Optional<String> id, String text, float[] vector, Optional<String> questionClass) {

    QuestionLine {
      id = orEmpty(id);
      require(text, "a question's text");
      require(vector, "a question's vector");
      questionClass = orEmpty(questionClass);
    }

    private Question question(String nodeId, String source) {
      String name = questionClass.orElse(QuestionClass.IMPORTED.wireName());
      QuestionClass known =
          QuestionClass.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException("no class of questions is called " + name));
      return Question.newBuilder()
          .setQuestionId(id.orElseGet(() -> new ContentDigest().field(nodeId).field(text).hex(16)))
          .setText(text)
          .setOrigin(known.toOrigin())
          .setGenerator(source)
          .setVector(VectorCodec.encode(vector))
          .build();
    }
  }

  NodeLine {
    require(id, "the id");
    document = orEmpty(document);
    require(text, "the text");
    require(vector, "the vector");
    validation = orEmpty(validation);
    questions = questions == null ? List.of() : List.copyOf(questions);
  }

  /**
   * As a record of {@code qa-pairs}.
   *
   * @param split of nodes that do not say
   * @param source where the questions came from
   * @throws IllegalArgumentException where a vector has another dimension than the base model
   */
  QaPairs pairs(String collection, Split split, String source, BaseModel baseModel) {
    questions.forEach(question -> requireDimension(question.vector(), baseModel));
    requireDimension(vector, baseModel);
    return QaPairs.newBuilder()
        .setNode(
            Node.newBuilder()
                .setCollection(collection)
                .setNodeId(id)
                .setDocumentId(document.orElse(id))
                .setText(text)
                .setSplit(
                    validation
                        .map(side -> side ? Split.SPLIT_VALIDATION : Split.SPLIT_TRAIN)
                        .orElse(split)))
        .setVector(VectorCodec.encode(vector))
        .setBaseModel(baseModel)
        .addAllQuestions(questions.stream().map(question -> question.question(id, source)).toList())
        .build();
  }

  private static void requireDimension(float[] vector, BaseModel baseModel) {
    if (vector.length != baseModel.getDimension()) {
      throw new IllegalArgumentException(
          "a vector of %d dimensions, where the first one has %d"
              .formatted(vector.length, baseModel.getDimension()));
    }
  }

  private static void require(Object value, String what) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing");
    }
  }

  private static <T> Optional<T> orEmpty(Optional<T> value) {
    return Objects.requireNonNullElse(value, Optional.empty());
  }
}

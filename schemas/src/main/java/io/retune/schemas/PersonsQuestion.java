package io.retune.schemas;

import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;

/** Questions that people asked, as they travel with the document that answers them. */
public final class PersonsQuestion {
  private static final int ID_BYTES = 8;

  private PersonsQuestion() {}

  /**
   * A question with the place of its answer. The same question of the same document has the same
   * id, however often it comes.
   *
   * @param documentId of the document that answers it
   * @param text of the question
   * @param answer words of the document's text that answer it
   * @param source where the question came from, for people
   * @throws IllegalArgumentException where the question or its answer is blank
   */
  public static AnsweredQuestion of(String documentId, String text, String answer, String source) {
    if (text.isBlank() || answer.isBlank()) {
      throw new IllegalArgumentException(
          "a question needs a text and an answer, not '%s' and '%s'".formatted(text, answer));
    }
    String hash = new ContentDigest().bare(documentId + "\n" + text).hex(ID_BYTES);
    return AnsweredQuestion.newBuilder()
        .setQuestion(
            Question.newBuilder()
                .setQuestionId("person-" + hash)
                .setText(text)
                .setOrigin(Origin.ORIGIN_HUMAN)
                .setGenerator(source))
        .setAnswer(answer)
        .build();
  }
}

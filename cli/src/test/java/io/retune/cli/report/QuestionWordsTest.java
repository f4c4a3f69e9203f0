package io.retune.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.v1.ClassCount;
import io.retune.schemas.v1.QuestionSetResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "174 | human=174            | 174 developers' questions",
        "1   | human=1              | 1 developers' question",
        "54  | llm=54               | 54 questions of a language model",
        "790 | imported=790         | 790 imported questions",
        "60  | local=60             | 60 questions cut from the text",
        "174 | human=120,llm=54     | 174 questions (120 developers', 54 a language model's)",
        "174 | ''                   | 174 questions",
        "174 | human=100,martian=74 | 174 questions"
      })
  void saysHowManyQuestionsThereAreAndWhose(int questions, String classes, String words) {
    // Given
    QuestionSetResult.Builder result = QuestionSetResult.newBuilder().setQuestions(questions);
    classes
        .lines()
        .flatMap(line -> java.util.Arrays.stream(line.split(",")))
        .map(each -> each.split("="))
        .forEach(
            each ->
                result.addClasses(
                    ClassCount.newBuilder()
                        .setQuestionClass(each[0])
                        .setCount(Integer.parseInt(each[1]))));

    // When
    String inWords = QuestionWords.of(result.build(), "developers'");

    // Then
    assertThat(inWords).isEqualTo(words);
  }
}

package io.retune.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.serving.model.Side;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsRequestTest {
  private static final int DIMENSION = 384;

  private final ObjectMapper json =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  @Test
  void aTextIsAListOfOne() throws Exception {
    // When
    EmbeddingsRequest request = read("{'model': 'default-query', 'input': 'hello'}");

    // Then
    assertThat(request.texts()).containsExactly("hello");
    assertThat(request.side()).isEqualTo(Side.QUERY);
    assertThat(request.encoding()).isEqualTo(Encoding.FLOAT);
  }

  @Test
  void unknownFieldsAndNullsAreIgnored() throws Exception {
    // When
    EmbeddingsRequest request =
        read(
            "{'model': 'default', 'input': ['b', 'a'], 'input_type': 'passage', 'user': 'x',"
                + " 'truncate': 'END', 'encoding_format': null, 'dimensions': null}");

    // Then
    assertThat(request.texts()).containsExactly("b", "a");
    assertThat(request.side()).isEqualTo(Side.DOCUMENT);
  }

  @ParameterizedTest
  @CsvSource({
    "query, QUERY",
    "search_query, QUERY",
    "document, DOCUMENT",
    "search_document, DOCUMENT",
    "passage, DOCUMENT"
  })
  void theWordsOfOtherProvidersSayTheSide(String word, Side side) throws Exception {
    // When
    EmbeddingsRequest request =
        read("{'model': 'default', 'input': 'a', 'input_type': '" + word + "'}");

    // Then
    assertThat(request.side()).isEqualTo(side);
  }

  @Test
  void aSideThatNobodySaysIsTheConfiguredOne() throws Exception {
    // When
    EmbeddingsRequest request =
        EmbeddingsRequest.read(
            body("{'model': 'default', 'input': 'a'}"), DIMENSION, Optional.of(Side.DOCUMENT));

    // Then
    assertThat(request.side()).isEqualTo(Side.DOCUMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | model | model_missing | names no model",
        "{'model': 7, 'input': 'a'} | model | model_missing | names no model",
        "{'model': 'default', 'input': 'a'} | model | side_missing | default-document",
        "{'model': 'default@3', 'input': 'a'} | model | side_missing | default@3-query",
        "{'model': 'default-query', 'input': 'a', 'input_type': 'passage'} | input_type | invalid_value | another side",
        "{'model': 'default', 'input': 'a', 'input_type': 'image'} | input_type | invalid_value | search_query",
        "{'model': 'default-query'} | input | invalid_value | has no input",
        "{'model': 'default-query', 'input': ''} | input | invalid_value | empty text",
        "{'model': 'default-query', 'input': []} | input | invalid_value | 1 to 2,048",
        "{'model': 'default-query', 'input': {}} | input | invalid_value | 1 to 2,048",
        "{'model': 'default-query', 'input': ['a', '']} | input | invalid_value | input[1] is an empty text",
        "{'model': 'default-query', 'input': ['a', 3]} | input | invalid_value | input[1] is not a text",
        "{'model': 'default-query', 'input': [101, 7592]} | input | token_ids_not_supported | token ids",
        "{'model': 'default-query', 'input': [[101], [7592]]} | input | token_ids_not_supported | token ids",
        "{'model': 'default-query', 'input': 'a\\ud800b'} | input | invalid_value | surrogate",
        "{'model': 'default-query', 'input': 'a', 'dimensions': 256} | dimensions | invalid_value | 384 dimensions",
        "{'model': 'default-query', 'input': 'a', 'dimensions': '384'} | dimensions | invalid_value | 384 dimensions",
        "{'model': 'default-query', 'input': 'a', 'dimensions': 4294967680} | dimensions | invalid_value | 384 dimensions",
        "{'model': 'default-query', 'input': 'a', 'encoding_format': 'int8'} | encoding_format | invalid_value | float or base64"
      })
  void whatIsWrongIsSaidWithItsField(String body, String param, String code, String detail) {
    // When, Then
    assertThatThrownBy(() -> read(body))
        .asInstanceOf(type(HttpProblem.class))
        .satisfies(
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(400);
              assertThat(problem.getDetail()).contains(detail);
              assertThat(problem.getParameters())
                  .containsEntry("param", param)
                  .containsEntry("code", code);
            });
  }

  @Test
  void takes2048TextsAndNoMore() throws Exception {
    // Given
    String most = json.writeValueAsString(Collections.nCopies(2048, "a"));
    String more = json.writeValueAsString(Collections.nCopies(2049, "a"));

    // When
    List<String> texts = read("{'model': 'default-query', 'input': " + most + "}").texts();

    // Then
    assertThat(texts).hasSize(2048);
    assertThatThrownBy(() -> read("{'model': 'default-query', 'input': " + more + "}"))
        .asInstanceOf(type(HttpProblem.class))
        .satisfies(
            problem -> assertThat(problem.getDetail()).contains("more than the 2,048 texts"));
  }

  @Test
  void ofAnyOtherJsonNothingIsKept() throws Exception {
    // Given
    String ids = json.writeValueAsString(Collections.nCopies(100_000, List.of(101, 102)));
    String empty = json.writeValueAsString(Collections.nCopies(100_000, ""));

    // When
    EmbeddingsBody tokens = body("{'input': " + ids + ", 'model': {'a': [1, 2]}}");
    EmbeddingsBody texts = body("{'input': " + empty + ", 'model': 'm'}");

    // Then
    assertThat(tokens.input()).hasSize(1);
    assertThat(tokens.model()).isEmpty();
    assertThat(texts.input()).hasSize(2049);
    assertThat(texts.model().asText()).isEqualTo("m");
  }

  private EmbeddingsRequest read(String body) throws JsonProcessingException {
    return EmbeddingsRequest.read(body(body), DIMENSION, Optional.empty());
  }

  private EmbeddingsBody body(String body) throws JsonProcessingException {
    return json.readValue(body.replace('\'', '"'), EmbeddingsBody.class);
  }
}

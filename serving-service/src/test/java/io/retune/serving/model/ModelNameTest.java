package io.retune.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {
  @ParameterizedTest
  @CsvSource({
    "default, default, , ",
    "default-query, default, , QUERY",
    "default-document, default, , DOCUMENT",
    "default@17, default, 17, ",
    "default@17-query, default, 17, QUERY",
    "default@base-document, default, 0, DOCUMENT",
    "acme.help_desk-2-query, acme.help_desk-2, , QUERY",
    "faq-query-query, faq-query, , QUERY"
  })
  void readsCollectionVersionAndSide(String text, String collection, Long version, Side side) {
    // When
    ModelName name = ModelName.parse(text);

    // Then
    assertThat(name)
        .isEqualTo(
            new ModelName(
                collection,
                version == null ? OptionalLong.empty() : OptionalLong.of(version),
                Optional.ofNullable(side)));
    assertThat(name).hasToString(text);
  }

  @Test
  void versionZeroIsTheBaseModel() {
    // When
    ModelName name = ModelName.parse("default@0-query");

    // Then
    assertThat(name).hasToString("default@base-query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-query",
        "@17",
        "default@",
        "default@x",
        "default@-1",
        "default@1@2",
        "text embedding",
        "Default",
        "default@99999999999999999999",
        "default@17-queries",
        "../etc"
      })
  void whatIsNoNameIsRefused(String text) {
    // When, Then
    assertThatThrownBy(() -> ModelName.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.tokenize.Tokenizer;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static Tokenizer tokenizer;

  @BeforeAll
  static void readTheModel() throws IOException {
    try (InputStream stream =
        TokensTest.class.getResourceAsStream("/opennlp-en-ud-ewt-tokens-1.2-2.5.0.bin")) {
      tokenizer = new TokenizerME(new TokenizerModel(stream));
    }
  }

  @Test
  void cutsAPageAsOpenNlpDoes() throws IOException {
    // Given
    String page = Files.readString(Path.of("../docs/architecture.md"));

    // When
    List<Span> tokens = new Tokens(tokenizer).of(page);

    // Then
    assertThat(tokens).containsExactly(tokenizer.tokenizePos(page));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "x", " The\u00a0keeper's lamp,lit at 6 p.m. (or so)… ", "灯塔。 don't 🌊!"})
  void cutsAnyTextAsOpenNlpDoes(String text) {
    // When
    List<Span> tokens = new Tokens(tokenizer).of(text);

    // Then
    assertThat(tokens).containsExactly(tokenizer.tokenizePos(text));
  }

  @Test
  void asksTheModelOnceForWhatComesAgain() {
    // Given
    List<String> asked = new ArrayList<>();
    Tokens tokens =
        new Tokens(
            new Tokenizer() {
              @Override
              public String[] tokenize(String text) {
                throw new UnsupportedOperationException("spans are asked for");
              }

              @Override
              public Span[] tokenizePos(String text) {
                asked.add(text);
                return tokenizer.tokenizePos(text);
              }
            });

    // When
    tokens.of("the lamp, the lamp, the ship");

    // Then
    assertThat(asked).containsExactly("the", "lamp,", "ship");
  }
}

package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  @Test
  void theModelThatComesAlongIsTheOneThatIsExpected() throws IOException {
    // Given
    OnnxModelDescription description = BgeSmallEn.description();

    // When
    String tokenizer = description.tokenizer().contentHash();

    // Then
    try (ModelOnDisk model = ModelOnDisk.of(description.model())) {
      assertThat(model.contentHash()).hasSize(64);
    }
    assertThat(tokenizer).hasSize(64);
  }

  @Test
  void anotherFileUnderItsNameIsRefused() {
    // Given
    ModelFile file = new ModelFile.OnClassPath("bge-small-en-tokenizer.json", "0".repeat(64));

    // When, Then
    assertThatThrownBy(file::contentHash)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is another file");
    assertThatThrownBy(() -> ModelOnDisk.of(file)).isInstanceOf(IOException.class);
  }
}

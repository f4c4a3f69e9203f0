package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  @TempDir Path folder;

  @Test
  void readsHowSentenceTransformersExportedAModel() throws IOException {
    // Given
    write("onnx/model.onnx", "");
    write("tokenizer.json", "{}");
    write("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
    write("sentence_bert_config.json", "{\"max_seq_length\": 256}");
    write("config.json", "{\"max_position_embeddings\": 512}");
    write(
        "config_sentence_transformers.json",
        "{\"prompts\": {\"query\": \"query: \", \"passage\": \"passage: \"}}");

    // When
    OnnxModelDescription description = ModelFolder.read(folder);

    // Then
    assertThat(description)
        .isEqualTo(
            new OnnxModelDescription(
                folder.getFileName().toString(),
                new ModelFile.OnDisk(folder.resolve("onnx/model.onnx")),
                new ModelFile.OnDisk(folder.resolve("tokenizer.json")),
                Pooling.CLS,
                256,
                "query: ",
                "passage: "));
  }

  @Test
  void takesTheUsualWhereTheFolderSaysNothing() throws IOException {
    // Given
    write("model.onnx", "");
    write("tokenizer.json", "{}");

    // When
    OnnxModelDescription description = ModelFolder.read(folder);

    // Then
    assertThat(description.pooling()).isEqualTo(Pooling.MEAN);
    assertThat(description.maxTokens()).isEqualTo(512);
    assertThat(description.queryPrefix()).isEmpty();
  }

  @Test
  void saysInOneLineWhatIsMissing() throws IOException {
    // Given
    write("model.onnx", "");

    // When / Then
    assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("no tokenizer.json in " + folder);
    assertThatThrownBy(() -> ModelFolder.read(folder.resolve("absent")))
        .hasMessage("no model folder: " + folder.resolve("absent"));
  }

  @Test
  void refusesAModelThatIsNone() throws IOException {
    // Given
    write("model.onnx", "not a model");
    Files.copy(BgeSmallEn.description().tokenizer().open(), folder.resolve("tokenizer.json"));

    // When / Then
    assertThatThrownBy(
            () -> OnnxEmbeddingModel.open(ModelFolder.read(folder), LongTextRule.MEAN, 1))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageStartingWith("cannot load the ONNX model")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void countsWeightsOutsideTheModelFileAsPartOfIt() throws IOException {
    // Given
    write("model.onnx", "graph");
    write("model.onnx_data", "weights");
    ModelFile model = new ModelFile.OnDisk(folder.resolve("model.onnx"));
    String before = model.contentHash();

    // When
    write("model.onnx_data", "other weights");

    // Then
    assertThat(model.contentHash()).isNotEqualTo(before);
  }

  @Test
  void hasAnotherFingerprintForEveryThingThatDecidesAVector() throws IOException {
    // Given
    write("model.onnx", "model");
    write("tokenizer.json", "{}");
    OnnxModelDescription folder = ModelFolder.read(this.folder);

    // When
    List<String> fingerprints =
        List.of(
            fingerprint(folder, LongTextRule.MEAN),
            fingerprint(folder, LongTextRule.TRUNCATE),
            fingerprint(folder.withQueryPrefix("q"), LongTextRule.MEAN),
            fingerprint(folder.withDocumentPrefix("d"), LongTextRule.MEAN),
            fingerprint(folder.withPooling(Pooling.CLS), LongTextRule.MEAN),
            fingerprint(folder.withMaxTokens(256), LongTextRule.MEAN));

    // Then
    assertThat(fingerprints).doesNotHaveDuplicates();
    assertThat(fingerprint(ModelFolder.read(this.folder), LongTextRule.MEAN))
        .isEqualTo(fingerprints.get(0));
  }

  private static String fingerprint(OnnxModelDescription description, LongTextRule longText)
      throws IOException {
    return OnnxEmbeddingModel.fingerprint(description, description.model().contentHash(), longText);
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}

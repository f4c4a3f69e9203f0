package io.retune.adapter.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a {@link FinetuneDataset} as JSON, byte for byte as Python's {@code json.dump} writes it:
 * pure ASCII, everything else escaped. Safe for use by many threads at once.
 */
public final class DatasetWriter {

  private final JsonFactory json =
      new JsonFactoryBuilder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .characterEscapes(new PythonEscapes())
          .build();

  /**
   * @throws IOException where the file cannot be written
   */
  public void write(FinetuneDataset dataset, DatasetLayout layout, Path file) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(dataset, layout, stream);
    }
  }

  /**
   * Flushes the stream, and leaves it open.
   *
   * @throws IOException where the stream cannot be written to
   */
  public void write(FinetuneDataset dataset, DatasetLayout layout, OutputStream stream)
      throws IOException {
    try (JsonGenerator generator =
        json.createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      generator.setPrettyPrinter(layout.printer());
      generator.writeStartObject();
      writeTexts(generator, "queries", dataset.queries());
      writeTexts(generator, "corpus", dataset.corpus());
      generator.writeObjectFieldStart("relevant_docs");
      for (Map.Entry<String, List<String>> entry : dataset.relevantDocuments().entrySet()) {
        generator.writeArrayFieldStart(entry.getKey());
        for (String node : entry.getValue()) {
          generator.writeString(node);
        }
        generator.writeEndArray();
      }
      generator.writeEndObject();
      if (dataset.mode().isPresent()) {
        generator.writeStringField("mode", dataset.mode().get());
      }
      generator.writeEndObject();
    }
  }

  private static void writeTexts(JsonGenerator generator, String key, Map<String, String> texts)
      throws IOException {
    generator.writeObjectFieldStart(key);
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      generator.writeStringField(entry.getKey(), entry.getValue());
    }
    generator.writeEndObject();
  }

  /** Python escapes DEL too, which JSON does not ask for. */
  private static final class PythonEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;

    private final int[] escapes = standardAsciiEscapesForJSON();

    PythonEscapes() {
      escapes[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return escapes.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}

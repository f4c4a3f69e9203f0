package io.retune.adapter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.adapter.MalformedFileException;
import io.retune.adapter.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFileTest {

  /** Written by Python 3.11: json.dump(data, file). */
  private static final String ONE_LINE =
      "{\"queries\": {\"q2\": \"What is \\u00a7 4\\u007f? \\ud83d\\ude00\","
          + " \"q1\": \"a \\\"quote\\\", a/b\\\\\\n\\t\"},"
          + " \"corpus\": {\"n1\": \"\\u0000 first\", \"n2\": \"\"},"
          + " \"relevant_docs\": {\"q2\": [\"n2\", \"n1\"], \"q1\": []}}";

  /** Written by Python 3.11: json.dump(data, file, indent=4). */
  private static final String INDENTED =
      """
      {
          "queries": {
              "q": "\\u00e9"
          },
          "corpus": {
              "n1": "one",
              "n2": "two"
          },
          "relevant_docs": {
              "q": [
                  "n1",
                  "n2"
              ]
          },
          "mode": "text"
      }"""
          .stripTrailing();

  private static final String EMPTY =
      """
      {
          "queries": {},
          "corpus": {},
          "relevant_docs": {}
      }"""
          .stripTrailing();

  private final DatasetReader reader = new DatasetReader();
  private final DatasetWriter writer = new DatasetWriter();

  @Test
  void olderFileIsReadInItsOrderAndWithoutMode() throws IOException {
    // Given
    String file = ONE_LINE;

    // When
    FinetuneDataset dataset = read(file);

    // Then
    assertThat(dataset.mode()).isEmpty();
    assertThat(dataset.queries())
        .containsExactly(
            Map.entry("q2", "What is § 4\u007f? 😀"), Map.entry("q1", "a \"quote\", a/b\\\n\t"));
    assertThat(dataset.corpus()).containsExactly(Map.entry("n1", "\0 first"), Map.entry("n2", ""));
    assertThat(dataset.relevantDocuments())
        .containsExactly(Map.entry("q2", List.of("n2", "n1")), Map.entry("q1", List.of()));
  }

  @Test
  void oneLineFileComesBackByteForByte() throws IOException {
    // Given
    FinetuneDataset dataset = read(ONE_LINE);

    // When
    String written = write(dataset, DatasetLayout.ONE_LINE);

    // Then
    assertThat(written).isEqualTo(ONE_LINE);
  }

  @Test
  void indentedFileComesBackByteForByte() throws IOException {
    // Given
    FinetuneDataset dataset = read(INDENTED);

    // When
    String written = write(dataset, DatasetLayout.INDENTED);

    // Then
    assertThat(written).isEqualTo(INDENTED);
    assertThat(dataset.mode()).contains("text");
  }

  @Test
  void emptyDatasetIsWrittenAsPythonWritesIt() throws IOException {
    // Given
    FinetuneDataset dataset = new FinetuneDataset(Map.of(), Map.of(), Map.of(), Optional.empty());

    // When
    String written = write(dataset, DatasetLayout.INDENTED);

    // Then
    assertThat(written).isEqualTo(EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|the file is cut off, not an object (line 1",
        "[]|the file is a list, not an object (line 1",
        "{\"queries\": 1}|queries is a number, not an object (line 1, column 13)",
        "{\"queries\": {\"a\": null}}|queries['a'] is null, not a string (line 1, column 19)",
        "{\"queries\": {\"a\": \"x\", \"a\": \"y\"}}|queries['a'] is there twice",
        "{\"queries\": {}, \"queries\": {}}|queries is there twice",
        "{\"relevant_docs\": {\"a\": \"n\"}}|relevant_docs['a'] is a string, not a list",
        "{\"relevant_docs\": {\"a\": [7]}}|an element of relevant_docs['a'] is a number",
        "{\"extra\": {}}|unknown key 'extra'",
        "{\"queries\": {}, \"corpus\": {}}|the key 'relevant_docs' is missing",
        "{\"queries\": {\"a\": \"x\"}, \"corpus\": {}, \"relevant_docs\": {}}"
            + "|relevant_docs has no entry for the query 'a'",
        "{\"queries\": {}, \"corpus\": {}, \"relevant_docs\": {\"a\": []}}"
            + "|relevant_docs names the query 'a', which queries does not have",
        "{\"queries\": {\"a\": \"x\"}, \"corpus\": {}, \"relevant_docs\": {\"a\": [\"n\"]}}"
            + "|relevant_docs of the query 'a' names the node 'n', which corpus does not have",
        "{\"queries\": {}, \"corpus\": {\" \": \"x\"}, \"relevant_docs\": {}}|corpus has a blank id",
        "{\"queries\": {}, \"corpus\": {}, \"relevant_docs\": {}} {}|something follows the end",
        "{\"queries\": {\"a\": \"x|(line 1, column",
        "{\"queries\" {}}|(line 1, column",
      })
  void brokenFileIsRefusedInOneLineThatSaysWhatIsWrong(String file, String message) {
    // Given
    String broken = file;

    // When
    var refusal = assertThatThrownBy(() -> read(broken));

    // Then
    refusal
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("not a data set: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void damagedFilesAreReadOrRefusedAndNothingElse() throws IOException {
    // Given
    Mutations mutations = new Mutations(23);
    byte[] whole = INDENTED.getBytes(StandardCharsets.UTF_8);

    // When
    int refused = 0;
    for (int run = 0; run < 20_000; run++) {
      refused += isRefused(mutations.of(whole)) ? 1 : 0;
    }

    // Then
    assertThat(refused).isBetween(10_000, 20_000);
  }

  private boolean isRefused(byte[] file) throws IOException {
    try {
      reader.read(new ByteArrayInputStream(file));
      return false;
    } catch (MalformedFileException e) {
      assertThat(e).hasMessageNotContaining("\n");
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyDatasetComesBackInBothLayouts(long seed) throws IOException {
    // Given
    Random random = new Random(seed);
    Map<String, String> queries = new LinkedHashMap<>();
    Map<String, String> corpus = new LinkedHashMap<>();
    Map<String, List<String>> relevant = new LinkedHashMap<>();
    for (int node = 0; node < 20; node++) {
      corpus.put("node " + text(random), text(random));
    }
    List<String> nodes = List.copyOf(corpus.keySet());
    for (int question = 0; question < 20; question++) {
      String id = "question " + text(random);
      queries.put(id, text(random));
      relevant.put(
          id, random.ints(random.nextInt(4), 0, nodes.size()).mapToObj(nodes::get).toList());
    }
    FinetuneDataset dataset = new FinetuneDataset(queries, corpus, relevant, Optional.of("text"));

    // When
    FinetuneDataset indented = read(write(dataset, DatasetLayout.INDENTED));
    FinetuneDataset oneLine = read(write(dataset, DatasetLayout.ONE_LINE));

    // Then
    assertThat(indented).isEqualTo(dataset);
    assertThat(oneLine).isEqualTo(dataset);
    assertThat(oneLine.queries().keySet()).containsExactlyElementsOf(queries.keySet());
  }

  /** Any characters but halves of surrogate pairs. */
  private static String text(Random random) {
    return random
        .ints(random.nextInt(30), 0, Character.MAX_CODE_POINT + 1)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private FinetuneDataset read(String file) throws IOException {
    return reader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private String write(FinetuneDataset dataset, DatasetLayout layout) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    writer.write(dataset, layout, stream);
    return stream.toString(StandardCharsets.UTF_8);
  }
}

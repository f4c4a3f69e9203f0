package io.retune.cli.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.cli.CommandFailure;
import io.retune.schemas.EntryKey;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Split;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorFileTest {

  private static final VectorFile FILE =
      new VectorFile("docs", "nodes.jsonl", Split.SPLIT_TRAIN, "mine", Optional.empty());

  private final Map<EntryKey, QaPairs> records = new LinkedHashMap<>();
  private long read;

  @Test
  void readsNodesAndQuestionsWithTheirVectors() throws IOException {
    // Given
    String lines =
        """
        {"id": "n1", "document": "d1", "text": "A text.", "vector": [0.6, 0.8],
         "questions": [{"id": "q1", "text": "Why?", "vector": [1, 0], "class": "human"}]}
        {"id": "n2", "text": "Another.", "vector": [0, 1], "validation": true}
        """;

    // When
    VectorFile.Read read = read(lines);

    // Then
    assertThat(read).isEqualTo(new VectorFile.Read(2, 1));
    QaPairs first = records.get(new EntryKey("docs", "n1"));
    assertThat(first.getNode().getDocumentId()).isEqualTo("d1");
    assertThat(first.getNode().getSplit()).isEqualTo(Split.SPLIT_TRAIN);
    assertThat(VectorCodec.decode(first.getVector())).containsExactly(0.6f, 0.8f);
    assertThat(first.getQuestions(0).getOrigin()).isEqualTo(Origin.ORIGIN_HUMAN);
    assertThat(VectorCodec.decode(first.getQuestions(0).getVector())).containsExactly(1, 0);
    QaPairs second = records.get(new EntryKey("docs", "n2"));
    assertThat(second.getNode().getDocumentId()).isEqualTo("n2");
    assertThat(second.getNode().getSplit()).isEqualTo(Split.SPLIT_VALIDATION);
    assertThat(second.getBaseModel()).isEqualTo(first.getBaseModel());
    assertThat(second.getBaseModel().getDimension()).isEqualTo(2);
    assertThat(second.getBaseModel().getName()).isEqualTo("mine");
    assertThat(this.read).isBetween(lines.length() - 2L, (long) lines.length());
  }

  @Test
  void givesAQuestionWithoutAnIdTheSameOneEachTime() throws IOException {
    // Given
    String line =
        """
        {"id": "n1", "text": "A", "vector": [1], "questions": [{"text": "Why?", "vector": [1]}]}
        """;
    read(line);
    QaPairs before = records.get(new EntryKey("docs", "n1"));

    // When
    read(line);

    // Then
    assertThat(records.get(new EntryKey("docs", "n1"))).isEqualTo(before);
    assertThat(before.getQuestions(0).getQuestionId()).isNotEmpty();
    assertThat(before.getQuestions(0).getOrigin()).isEqualTo(Origin.ORIGIN_IMPORTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text': 'A', 'vector': [1]}                   | node 2: the id is missing",
        "{'id': 'n', 'text': 'A'}                       | node 2: the vector is missing",
        "{'id': 'n', 'text': 'A', 'vector': [1, 2]}     | node 2: a vector of 2 dimensions",
        "{'id': 'n', 'text': 'A', 'vector': ['x']}      | node 2: ",
        "{'id': 'n', 'text': 'A', 'vector': [1], 'title': 'T'} | node 2: Unrecognized field",
        "{'id': 'n', 'text': 'A', 'vector': [1], 'questions': [{'text': 'Q', 'vector': [1], 'class': 'robot'}]} | no class of questions is called robot",
        "{'id': 'n'                                     | node 2: ",
      })
  void saysWhichNodeIsWrongAndWhy(String line, String reason) {
    // Given
    String lines = "{\"id\": \"first\", \"text\": \"A\", \"vector\": [1]}\n" + line;

    // When
    ThrowingCallable reading = () -> read(lines.replace('\'', '"'));

    // Then
    assertThatThrownBy(reading)
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("nodes.jsonl: ")
        .hasMessageContaining(reason);
    assertThat(records).containsOnlyKeys(new EntryKey("docs", "first"));
  }

  private VectorFile.Read read(String lines) throws IOException {
    return FILE.read(
        Path.of("nodes.jsonl"),
        new ByteArrayInputStream(lines.getBytes(UTF_8)),
        records::put,
        position -> read = position);
  }
}

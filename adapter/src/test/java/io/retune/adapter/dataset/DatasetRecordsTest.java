package io.retune.adapter.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasetRecordsTest {

  private static final DatasetImport IMPORT =
      new DatasetImport("filings", Split.SPLIT_VALIDATION, "val_dataset.json");

  private static FinetuneDataset dataset() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("q1", "of both?");
    queries.put("q2", "of the second?");
    queries.put("q3", "of none?");
    Map<String, String> corpus = new LinkedHashMap<>();
    corpus.put("n2", "second");
    corpus.put("n1", "first");
    corpus.put("n0", "asked by nobody");
    Map<String, List<String>> relevant = new LinkedHashMap<>();
    relevant.put("q1", List.of("n2", "n1"));
    relevant.put("q2", List.of("n2"));
    relevant.put("q3", List.of());
    return new FinetuneDataset(queries, corpus, relevant, Optional.of("text"));
  }

  @Test
  void everyNodeBecomesOneRecordWithAllItsQuestions() {
    // Given
    FinetuneDataset dataset = dataset();

    // When
    List<Keyed<QaPairs>> records = IMPORT.qaPairs(dataset);

    // Then
    assertThat(records)
        .extracting(record -> record.key().toString())
        .containsExactly("filings/n2", "filings/n1", "filings/n0", "filings/query-q3");
    assertThat(records)
        .extracting(
            record ->
                record.message().getQuestionsList().stream().map(Question::getQuestionId).toList())
        .containsExactly(List.of("q1", "q2"), List.of("q1"), List.of(), List.of("q3"));
    assertThat(records.get(0).message().getNode())
        .isEqualTo(
            Node.newBuilder()
                .setCollection("filings")
                .setNodeId("n2")
                .setDocumentId("val_dataset.json")
                .setText("second")
                .setSplit(Split.SPLIT_VALIDATION)
                .build());
    assertThat(records.get(0).message().getQuestions(0))
        .isEqualTo(
            Question.newBuilder()
                .setQuestionId("q1")
                .setText("of both?")
                .setOrigin(Origin.ORIGIN_IMPORTED)
                .setGenerator("val_dataset.json")
                .build());
    assertThat(records.get(3).message().hasNode()).isFalse();
    assertThat(records.get(3).message().getQuestions(0).getOrigin())
        .isEqualTo(Origin.ORIGIN_UNLABELLED);
  }

  @Test
  void datasetComesBackFromItsRecordsWhateverTheirOrder() {
    // Given
    FinetuneDataset dataset = dataset();
    List<QaPairs> records =
        new ArrayList<>(IMPORT.qaPairs(dataset).stream().map(Keyed::message).toList());
    Collections.shuffle(records, new Random(7));

    // When
    FinetuneDataset exported =
        new DatasetExport(EnumSet.allOf(Split.class), EnumSet.allOf(Origin.class)).dataset(records);

    // Then
    assertThat(exported).isEqualTo(dataset);
    assertThat(exported.queries().keySet()).containsExactly("q1", "q2", "q3");
    assertThat(exported.corpus().keySet()).containsExactly("n2", "n1", "n0");
  }

  @Test
  void questionsWithoutAKnownAnswerAreExportedOnlyWhenAskedFor() {
    // Given
    List<QaPairs> records = IMPORT.qaPairs(dataset()).stream().map(Keyed::message).toList();

    // When
    FinetuneDataset exported = DatasetExport.everything().dataset(records);

    // Then
    assertThat(exported.queries()).containsOnlyKeys("q1", "q2");
  }

  @Test
  void exportTakesOnlyTheSplitsAndOriginsAskedFor() {
    // Given
    Node node =
        Node.newBuilder().setNodeId("n").setText("text").setSplit(Split.SPLIT_TRAIN).build();
    QaPairs train =
        QaPairs.newBuilder()
            .setNode(node)
            .addQuestions(question("local", Origin.ORIGIN_LOCAL))
            .addQuestions(question("llm", Origin.ORIGIN_LLM))
            .build();
    QaPairs validation =
        QaPairs.newBuilder()
            .setNode(node.toBuilder().setNodeId("v").setSplit(Split.SPLIT_VALIDATION))
            .addQuestions(question("other", Origin.ORIGIN_LLM))
            .build();

    // When
    FinetuneDataset exported =
        new DatasetExport(Set.of(Split.SPLIT_TRAIN), Set.of(Origin.ORIGIN_LLM))
            .dataset(List.of(train, validation));

    // Then
    assertThat(exported.corpus()).containsOnlyKeys("n");
    assertThat(exported.queries()).containsOnlyKeys("llm");
  }

  @Test
  void oneIdForTwoTextsIsRefused() {
    // Given
    Node node = Node.newBuilder().setNodeId("n").setText("text").build();
    QaPairs first =
        QaPairs.newBuilder().setNode(node).addQuestions(question("q", Origin.ORIGIN_LLM)).build();
    QaPairs second =
        first.toBuilder()
            .setNode(node.toBuilder().setNodeId("m"))
            .setQuestions(0, question("q", Origin.ORIGIN_LLM).toBuilder().setText("another"))
            .build();

    // When
    var refusal =
        assertThatThrownBy(() -> DatasetExport.everything().dataset(List.of(first, second)));

    // Then
    refusal.hasMessage("two questions with the id 'q' have different texts");
  }

  private static Question question(String id, Origin origin) {
    return Question.newBuilder().setQuestionId(id).setText("?").setOrigin(origin).build();
  }
}

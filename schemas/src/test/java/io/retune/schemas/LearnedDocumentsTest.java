package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedDocumentsTest {
  @Test
  void aReportOfAHundredThousandDocumentsWithLongIdsFitsIntoARecord() {
    // Given
    List<String> ids = ids(100_000);
    Lineage.Builder lineage = Lineage.newBuilder();

    // When
    LearnedDocuments.write(lineage, ids);

    // Then
    EvaluationReport report = EvaluationReport.newBuilder().setLineage(lineage).build();
    assertThat(report.getSerializedSize())
        .isLessThan(Topics.EVALUATION_REPORTS.maxMessageBytes() - 200_000);
    assertThat(LearnedDocuments.count(report.getLineage())).isEqualTo(100_000);
    assertThat(ids)
        .allMatch(id -> LearnedDocuments.contains(report.getLineage(), id).orElseThrow());
    assertThat(LearnedDocuments.contains(report.getLineage(), "another")).contains(false);
  }

  @Test
  void moreDocumentsAreOnlyCounted() {
    // Given
    Lineage.Builder lineage = Lineage.newBuilder();

    // When
    LearnedDocuments.write(lineage, ids(100_001));

    // Then
    assertThat(LearnedDocuments.count(lineage.build())).isEqualTo(100_001);
    assertThat(LearnedDocuments.contains(lineage.build(), "another")).isEmpty();
    assertThat(lineage.build().getSerializedSize()).isLessThan(100);
  }

  @Test
  void anOlderLineageHasTheIdsThemselves() {
    // Given
    Lineage older = Lineage.newBuilder().addDocumentIds("a").addDocumentIds("b").build();

    // When, Then
    assertThat(LearnedDocuments.count(older)).isEqualTo(2);
    assertThat(LearnedDocuments.contains(older, "b")).contains(true);
    assertThat(LearnedDocuments.contains(older, "c")).contains(false);
  }

  @Test
  void aVersionThatWasTrainedElsewhereLearnedFromNoDocument() {
    assertThat(LearnedDocuments.contains(Lineage.getDefaultInstance(), "a")).contains(false);
  }

  private static List<String> ids(int number) {
    return IntStream.range(0, number).mapToObj("%080d"::formatted).toList();
  }
}

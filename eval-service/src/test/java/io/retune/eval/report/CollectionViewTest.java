package io.retune.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.Examples;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionViewTest {
  private final CollectionView view = new CollectionView(2, 2);

  @Test
  void knowsWhichVersionsLearnedFromADocument() {
    // Given
    view.add(report(1, "a", "b"));

    // When
    view.add(report(2, "b"));

    // Then
    assertThat(view.versionsWith("b")).containsExactly(1L, 2L);
    assertThat(view.versionsWith("a")).containsExactly(1L);
    assertThat(view.versionsThatDoNotTell("a")).isEmpty();
    assertThat(view.report(1).orElseThrow().getLineage().getDocumentIdsList()).isEmpty();
    assertThat(view.report(1).orElseThrow().getLineage().getDocuments()).isEqualTo(2);
  }

  @Test
  void saysOfWhichVersionsItOnlyKnowsTheNumberOfDocuments() {
    // Given
    EvaluationReport large =
        EvaluationReport.newBuilder()
            .setVersion(1)
            .setLineage(Lineage.newBuilder().setDocuments(200_000))
            .build();

    // When
    view.add(large);

    // Then
    assertThat(view.versionsWith("a")).isEmpty();
    assertThat(view.versionsThatDoNotTell("a")).containsExactly(1L);
  }

  @Test
  void handsOutTheLastReportsBeforeAVersionTheOldestFirst() {
    // Given
    CollectionView large = new CollectionView(10, 10);
    for (int version = 1; version <= 6; version++) {
      large.add(report(version, "a"));
    }

    // When
    List<EvaluationReport> page = large.reportsBefore(5, 2);

    // Then
    assertThat(page).extracting(EvaluationReport::getVersion).containsExactly(3L, 4L);
    assertThat(large.lastReport()).map(EvaluationReport::getVersion).contains(6L);
  }

  @Test
  void hasAnotherRevisionAfterEachChange() {
    // Given
    long before = view.revision();
    view.add(report(1, "a"));
    long withReport = view.revision();

    // When
    view.add(7, AdapterRelease.getDefaultInstance());

    // Then
    assertThat(withReport).isNotEqualTo(before);
    assertThat(view.revision()).isNotIn(before, withReport);
  }

  @Test
  void keepsNoMoreReportsThanItMay() {
    // Given
    view.add(report(1, "a"));
    view.add(report(2, "b"));

    // When
    view.add(report(3, "b"));

    // Then
    assertThat(view.reports()).extracting(EvaluationReport::getVersion).containsExactly(2L, 3L);
    assertThat(view.versionsWith("a")).isEmpty();
  }

  @Test
  void keepsReleasesInTheirOrderAndWithoutWeights() {
    // Given
    view.add(5, AdapterRelease.newBuilder().setVersion(1).build());

    // When
    view.add(
        9,
        AdapterRelease.newBuilder()
            .setVersion(2)
            .setCheckpoint(Examples.gentle("manual", 2))
            .build());

    // Then
    assertThat(view.servedVersion()).isEqualTo(2);
    assertThat(view.releases())
        .extracting(AdapterRelease::hasCheckpoint)
        .isEqualTo(List.of(false, false));
  }

  private static EvaluationReport report(long version, String... documentIds) {
    return EvaluationReport.newBuilder()
        .setVersion(version)
        .setLineage(Lineage.newBuilder().addAllDocumentIds(List.of(documentIds)))
        .build();
  }
}

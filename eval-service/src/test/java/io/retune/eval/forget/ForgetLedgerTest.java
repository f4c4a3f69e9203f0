package io.retune.eval.forget;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.DocumentDigests;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgetLedgerTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  /** The first 8 bytes of what {@code printf %s rota.md | sha256sum} says. */
  private static final String ROTA = "98c2a71df04b67bf";

  @Test
  void saysWhoHadLearnedAndWhatServesInstead() {
    // Given
    List<EvaluationReport> reports =
        List.of(
            report(1, List.of("a.md")),
            report(2, List.of("a.md", "rota.md")),
            without(report(3, List.of("a.md")), "rota.md"),
            without(report(4, List.of("a.md")), "rota.md"));
    ForgetLedger ledger =
        new ForgetLedger(
            List.of(asked("rota.md", NOON.plusSeconds(2_500))),
            reports,
            List.of(release(2, 2_001), release(3, 3_001), release(4, 4_001)),
            DAY);

    // When
    List<ForgottenDocument> documents = ledger.documents(10);

    // Then
    assertThat(documents).hasSize(1);
    ForgottenDocument rota = documents.get(0);
    assertThat(rota.digest()).isEqualTo(ROTA);
    assertThat(rota.learned()).containsExactly(2L);
    assertThat(rota.servedNow()).isFalse();
    assertThat(rota.version()).contains(3L);
    assertThat(rota.replaced())
        .contains(new ForgottenDocument.Replacement(2, 3, NOON.plusSeconds(3_001)));
    assertThat(rota.onDiskUntil()).contains(NOON.plusSeconds(2_500).plus(DAY).plusSeconds(60));
  }

  @Test
  void saysWhatIsStillWaitedFor() {
    // Given
    ForgetLedger ledger =
        new ForgetLedger(
            List.of(asked("rota.md", NOON.plusSeconds(9_000))),
            List.of(report(1, List.of("rota.md"))),
            List.of(release(1, 1_001)),
            DAY);

    // When
    ForgottenDocument rota = ledger.documents(10).get(0);

    // Then
    assertThat(rota.servedNow()).isTrue();
    assertThat(rota.version()).isEmpty();
    assertThat(rota.replaced()).isEmpty();
  }

  @Test
  void aDocumentThatWasForgottenAgainWaitsForANewerVersion() {
    // Given: it came in again, version 3 learned from it, and it was forgotten once more
    ForgetLedger ledger =
        new ForgetLedger(
            List.of(
                asked("rota.md", NOON.plusSeconds(1_500)),
                asked("b.md", NOON.plusSeconds(2_500)),
                asked("rota.md", NOON.plusSeconds(3_500))),
            List.of(
                report(1, List.of("rota.md")),
                without(report(2, List.of()), "rota.md"),
                report(3, List.of("rota.md"))),
            List.of(release(1, 1_001), release(2, 2_001), release(3, 3_001)),
            DAY);

    // When
    List<ForgottenDocument> documents = ledger.documents(10);

    // Then
    assertThat(documents).hasSize(2);
    assertThat(documents.get(0).digest()).isEqualTo(ROTA);
    assertThat(documents.get(0).version()).isEmpty();
    assertThat(documents.get(0).replaced()).isEmpty();
    assertThat(documents.get(0).learned()).containsExactly(1L, 3L);
  }

  @Test
  void knowsOfOlderOnesFromLineagesAndFindsOneByItsId() {
    // Given
    EvaluationReport large =
        EvaluationReport.newBuilder()
            .setVersion(1)
            .setLineage(Lineage.newBuilder().setDocuments(200_000))
            .build();
    ForgetLedger ledger =
        new ForgetLedger(
            List.of(),
            List.of(large, without(report(2, List.of("a.md")), "rota.md")),
            List.of(),
            DAY);

    // When
    List<ForgottenDocument> found = ledger.document("rota.md").stream().toList();

    // Then
    assertThat(found).isEqualTo(ledger.documents(10));
    assertThat(found.get(0).askedAt()).isEmpty();
    assertThat(found.get(0).undetermined()).containsExactly(1L);
    assertThat(ledger.document("a.md")).isEmpty();
  }

  private static ForgetRequest asked(String document, Instant at) {
    return new ForgetRequest(DocumentDigests.of(List.of(document)), at);
  }

  /** Evaluated so many thousand seconds after noon as its version says. */
  private static EvaluationReport report(long version, List<String> documents) {
    Lineage.Builder lineage = Lineage.newBuilder();
    LearnedDocuments.write(lineage, documents);
    return EvaluationReport.newBuilder()
        .setVersion(version)
        .setLineage(lineage)
        .setCreatedAt(InstantCodec.encode(NOON.plusSeconds(1_000 * version)))
        .build();
  }

  private static EvaluationReport without(EvaluationReport report, String document) {
    EvaluationReport.Builder later = report.toBuilder();
    later.getLineageBuilder().setForgottenDocuments(DocumentDigests.of(List.of(document)).bytes());
    return later.build();
  }

  private static AdapterRelease release(long version, long seconds) {
    return AdapterRelease.newBuilder()
        .setVersion(version)
        .setReleasedAt(InstantCodec.encode(NOON.plusSeconds(seconds)))
        .build();
  }
}

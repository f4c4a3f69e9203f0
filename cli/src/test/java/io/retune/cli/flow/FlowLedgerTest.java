package io.retune.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FlowLedgerTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private final FlowLedger ledger = new FlowLedger("mine");

  @Test
  void countsWhatIsThereAndWhatWentApart() {
    // Given
    add(Topics.NODES, "mine/a", Node.getDefaultInstance());
    add(Topics.NODES, "mine/b", Node.getDefaultInstance());

    // When
    add(Topics.NODES, "mine/a", null);

    // Then
    FlowCounts counts = ledger.counts();
    assertThat(counts.nodes()).isEqualTo(1);
    assertThat(counts.nodesMade()).isEqualTo(2);
    assertThat(counts.nodesGone()).isEqualTo(1);
  }

  @Test
  void countsTheQuestionsOfANodeThatWasAskedAgainOnce() {
    // Given
    add(Topics.QA_PAIRS, "mine/a", questions(20));

    // When
    add(Topics.QA_PAIRS, "mine/a", questions(18));

    // Then
    assertThat(ledger.counts().questions()).isEqualTo(18);
    assertThat(ledger.counts().nodesAsked()).isEqualTo(2);
  }

  @Test
  void leavesQuestionsWithoutANodeOut() {
    // Given
    QaPairs unlabelled = QaPairs.newBuilder().addQuestions(Question.getDefaultInstance()).build();

    // When
    add(Topics.QA_PAIRS, "mine/query-1", unlabelled);

    // Then
    assertThat(ledger.counts().asked()).isZero();
  }

  @Test
  void leavesOtherCollectionsOut() {
    // Given
    Node node = Node.getDefaultInstance();

    // When
    add(Topics.NODES, "minefield/a", node);

    // Then
    assertThat(ledger.counts().nodes()).isZero();
  }

  @Test
  void keepsReportsInTheOrderOfTheirVersions() {
    // Given
    add(Topics.EVALUATION_REPORTS, "mine/10", report(10));

    // When
    add(Topics.EVALUATION_REPORTS, "mine/9", report(9));

    // Then
    assertThat(ledger.reports()).extracting(EvaluationReport::getVersion).containsExactly(9L, 10L);
  }

  @Test
  void countsDeadLettersByTopic() {
    // Given
    Topic<Document> letters = Topics.deadLetters("ingest", Topics.DOCUMENTS);

    // When
    add(letters, "mine/bad.pdf", Document.getDefaultInstance());

    // Then
    assertThat(ledger.counts().deadLetters()).containsEntry("dlq.ingest.documents", 1);
  }

  @Test
  void tellsHowLongAfterAMomentAStageMadeItsLastRecord() {
    // Given
    add(Topics.NODES, "mine/a", Node.getDefaultInstance());

    // When
    Duration last = ledger.lastOutputAfter(Stage.INGEST, BEGIN.minusSeconds(3));

    // Then
    assertThat(last).isEqualTo(Duration.ofSeconds(3));
    assertThat(ledger.lastOutputAfter(Stage.INGEST, BEGIN.plusSeconds(3))).isZero();
  }

  private void add(Topic<?> topic, String key, Message message) {
    byte[] value = message == null ? null : message.toByteArray();
    ledger.add(topic, new ConsumerRecord<>(topic.name(), 0, 0, key, value), BEGIN);
  }

  private static QaPairs questions(int count) {
    QaPairs.Builder pairs = QaPairs.newBuilder().setNode(Node.newBuilder().setNodeId("a"));
    for (int i = 0; i < count; i++) {
      pairs.addQuestions(Question.newBuilder().setText("question " + i));
    }
    return pairs.build();
  }

  private static EvaluationReport report(long version) {
    return EvaluationReport.newBuilder().setVersion(version).build();
  }
}

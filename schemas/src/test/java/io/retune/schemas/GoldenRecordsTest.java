package io.retune.schemas;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that an earlier version wrote are read as they were meant. */
class GoldenRecordsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/records-1");

  private record Golden(String key, Headers headers, byte[] value) {
    String header(String name) {
      return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
  }

  /** Those that this earlier version had. */
  static Stream<Topic<?>> topics() {
    return Topics.ALL.stream()
        .filter(topic -> Files.exists(FOLDER.resolve(topic.name() + ".jsonl")));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyRecordKeepsAllItsBytes(Topic<?> topic) throws Exception {
    // Given
    List<Golden> written = records(topic.name()).stream().filter(each -> decodes(each)).toList();

    // When
    List<byte[]> again = new ArrayList<>();
    for (Golden record : written) {
      again.add(topic.parse(record.value()).toByteArray());
    }

    // Then: no field has become one that is not known
    assertThat(written).isNotEmpty();
    for (int i = 0; i < written.size(); i++) {
      assertThat(again.get(i)).hasSameSizeAs(written.get(i).value());
      assertThat(topic.parse(written.get(i).value()).getUnknownFields().asMap()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyRecordNamesItsMessageInItsHeaders(Topic<?> topic) throws Exception {
    // Given
    List<Golden> written = records(topic.name()).stream().filter(each -> decodes(each)).toList();

    // When
    Stream<String> types = written.stream().map(record -> record.header("ce_type"));

    // Then
    assertThat(types).isNotEmpty().containsOnly(topic.messageType());
    assertThat(written)
        .allSatisfy(
            record -> {
              assertThat(record.header("ce_specversion")).isEqualTo("1.0");
              assertThat(record.header("ce_source")).startsWith("/retune/");
              assertThat(Instant.parse(record.header("ce_time"))).isAfter("2026-11-24T14:39:00Z");
              assertThat(record.header("content-type")).isEqualTo("application/protobuf");
            });
  }

  @Test
  void aDocumentHasTheQuestionsThatPeopleAsked() throws Exception {
    // When
    Map<String, Document> documents = messages(Topics.DOCUMENTS);

    // Then
    Document page = documents.get("manuals/pump.md");
    assertThat(page.getTitle()).isEqualTo("Pump manual");
    assertThat(page.getMediaType()).isEqualTo("text/markdown");
    assertThat(page.getSplit()).isEqualTo(Split.SPLIT_VALIDATION);
    assertThat(page.getMetadataMap()).containsEntry("maker", "Example Works");
    assertThat(InstantCodec.decode(page.getModifiedAt()))
        .isEqualTo(Instant.ofEpochSecond(1_790_000_000, 500_000_000));
    AnsweredQuestion asked = page.getQuestions(0);
    assertThat(asked.getAnswer()).isEqualTo("fill the housing with water");
    assertThat(asked.getQuestion().getOrigin()).isEqualTo(Origin.ORIGIN_HUMAN);
    assertThat(documents).containsEntry("manuals/gone.md", null);
  }

  @Test
  void aNodesIdIsTheDigestThatItWas() throws Exception {
    // Given
    Node node = messages(Topics.NODES).get("manuals/dfdcc7e29e79c044d629b22a9dbe73e0");

    // When
    String id =
        new ContentDigest().field(node.getDocumentId()).field(node.getText()).field("0").hex(16);

    // Then
    assertThat(id).isEqualTo(node.getNodeId());
  }

  @Test
  void aQuestionsIdIsTheDigestThatItWas() throws Exception {
    // Given
    QaPairs pairs = messages(Topics.QA_PAIRS).get("manuals/dfdcc7e29e79c044d629b22a9dbe73e0");
    Question cut =
        pairs.getQuestionsList().stream()
            .filter(question -> question.getOrigin() == Origin.ORIGIN_LOCAL)
            .findFirst()
            .orElseThrow();

    // When
    String id =
        new ContentDigest().bare(pairs.getNode().getNodeId() + '\n' + cut.getText()).hex(16);

    // Then
    assertThat(id).isEqualTo(cut.getQuestionId());
  }

  @Test
  void aQuerysIdIsTheDigestThatItWas() throws Exception {
    // Given
    Query query = messages(Topics.QUERIES).get("manuals/query-fd9d46611dadd84ae9b7864c2cec9010");

    // When
    String id = QueryKey.id(new ContentDigest().bare(query.getText()).hex(16));

    // Then
    assertThat(query.getText()).isEqualTo("How long may the pump run dry?");
    assertThat(id).isEqualTo(query.getQueryId());
    assertThat(InstantCodec.decode(query.getAskedAt()))
        .isEqualTo(Instant.parse("2026-11-24T14:40:29.916832310Z"));
  }

  @Test
  void everyClassOfQuestionsIsRead() throws Exception {
    // Given
    List<Question> questions = new ArrayList<>();
    messages(Topics.EMBEDDINGS).values().stream()
        .filter(each -> each != null)
        .map(Embeddings::getQuestionsList)
        .forEach(questions::addAll);

    // When
    QuestionMix mix =
        QuestionMix.of(
            questions.stream()
                .map(question -> QuestionClass.of(question.getOrigin()).orElseThrow())
                .toList());

    // Then
    assertThat(mix.counts()).containsOnlyKeys(QuestionClass.values());
  }

  @Test
  void aVectorIsReadFromEmbeddings() throws Exception {
    // Given
    Embeddings embeddings = messages(Topics.EMBEDDINGS).get("tiny/node-000");

    // When
    float[] vector = VectorCodec.decode(embeddings.getVector());

    // Then
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    assertThat(vector).hasSize(8);
    assertThat(square).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
    assertThat(embeddings.getBaseModel().getName()).isEqualTo("golden-8");
  }

  @Test
  void aQueryIsToldFromANodeInEmbeddings() throws Exception {
    // When
    Map<String, Embeddings> embeddings = messages(Topics.EMBEDDINGS);

    // Then
    embeddings.forEach(
        (key, message) -> {
          if (message != null) {
            assertThat(QueryKey.isQuery(EntryKey.parse(key))).isEqualTo(!message.hasNode());
          }
        });
    assertThat(embeddings).containsEntry("tiny/node-gone", null);
  }

  @Test
  void aCheckpointHasItsWeightsRecipeAndLineage() throws Exception {
    // When
    Map<String, AdapterCheckpoint> checkpoints = messages(Topics.ADAPTER_CHECKPOINTS);

    // Then
    AdapterCheckpoint first = checkpoints.get("tiny/1");
    assertThat(new ContentDigest().bare(first.getWeights().toByteArray()).hex())
        .isEqualTo(first.getWeightsSha256())
        .isEqualTo("cf890b94349ceb45cd67722dd1da169e3c7aa7eb6f5575e9c256794c47ca1d84");
    assertThat(first.getRecipe().getWhitened().getLocalPerOther()).isEqualTo(3);
    assertThat(first.getRecipe().getLlmIsNoEvidence()).isFalse();
    assertThat(first.getRecipe().getRoundTrip().getOriginsList()).containsExactly("llm");
    assertThat(first.getLineage().getTrigger()).isEqualTo("quiet");
    assertThat(first.getLineage().getDroppedQuestions(0).getCount()).isEqualTo(7);
    assertThat(
            first.getLineage().getQuestionsList().stream()
                .map(each -> QuestionClass.named(each.getOrigin()).orElseThrow()))
        .containsExactly(
            QuestionClass.LOCAL, QuestionClass.LLM, QuestionClass.IMPORTED, QuestionClass.HUMAN);
    assertThat(checkpoints.get("tiny/2").getLineage().getRefitOfVersion()).isEqualTo(1);
    assertThat(checkpoints.get("tiny/5").getLineage().getSource()).isEqualTo("out-adapter");
    assertThat(InstantCodec.decode(checkpoints.get("cut/1").getCreatedAt()))
        .isEqualTo(Instant.parse("2026-11-24T14:39:28.021Z"));
  }

  @Test
  void aReportHasItsDecisionAndTheSetsItRestsOn() throws Exception {
    // When
    Map<String, EvaluationReport> reports = messages(Topics.EVALUATION_REPORTS);

    // Then
    assertThat(
            reports.entrySet().stream()
                .collect(
                    toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getDecision().getEvidence())))
        .containsEntry("tiny/1", Decision.Evidence.ENOUGH)
        .containsEntry("few/1", Decision.Evidence.TOO_FEW)
        .containsEntry("cut/1", Decision.Evidence.LOCAL_ONLY);
    assertThat(reports.get("tiny/1").getDecision().getKind()).isEqualTo(Decision.Kind.PROMOTE);
    assertThat(reports.get("tiny/5").getDecision().getKind())
        .isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(reports.get("few/1").getDecision().getReleased()).isFalse();
    assertThat(sets(reports.get("tiny/1")))
        .containsExactly(QuestionSetName.EVIDENCE, QuestionSetName.LOCAL);
    assertThat(sets(reports.get("tiny/2"))).containsExactly(QuestionSetName.SEEN);
    assertThat(reports.get("tiny/1").getResults(0).getQuestions()).isEqualTo(200);
    assertThat(QuestionMix.read(reports.get("tiny/1").getResults(0).getClassesList()))
        .isEqualTo(QuestionMix.NONE);
  }

  @Test
  void aReleaseSaysWhoMadeItAndHasTheAdapterWhole() throws Exception {
    // Given
    List<AdapterRelease> releases = new ArrayList<>();
    for (Golden record : records("adapter-releases")) {
      releases.add(Topics.ADAPTER_RELEASES.parse(record.value()));
    }

    // When
    Stream<String> spoken =
        releases.stream()
            .map(
                release ->
                    release.getCollection()
                        + " "
                        + release.getPreviousVersion()
                        + " to "
                        + release.getVersion()
                        + " by "
                        + release.getReleasedBy());

    // Then
    assertThat(spoken)
        .containsExactly(
            "tiny 0 to 1 by gate",
            "cut 0 to 1 by gate",
            "tiny 1 to 2 by gate",
            "tiny 2 to 3 by gate",
            "tiny 3 to 4 by gate",
            "tiny 4 to 1 by golden",
            "cut 1 to 0 by golden");
    assertThat(releases)
        .allSatisfy(
            release -> assertThat(release.hasCheckpoint()).isEqualTo(release.getVersion() > 0));
    assertThat(InstantCodec.decode(releases.get(0).getReleasedAt()))
        .isEqualTo(Instant.parse("2026-11-24T14:39:27.925Z"));
  }

  @Test
  void aDeadLetterIsTheRecordWithTheReasonInItsHeaders() throws Exception {
    // Given
    Golden record = records("dlq.ingest.documents").get(0);

    // When
    DeadLetter letter = DeadLetter.read(record.headers()).orElseThrow();

    // Then
    assertThat(letter)
        .isEqualTo(
            new DeadLetter(
                "ingest",
                "parse",
                "documents",
                0,
                2,
                "cannot be read as application/pdf: Missing root object specification in trailer.",
                letter.exception(),
                Instant.parse("2026-11-24T14:39:11.020Z")));
    assertThat(Topics.DOCUMENTS.parse(record.value()).getDocumentId()).isEqualTo("torn.pdf");
  }

  @Test
  void aDeadLetterMayHoldWhatIsNoMessage() throws Exception {
    // Given
    Golden record = records("dlq.qa-gen.nodes").get(0);

    // When
    DeadLetter letter = DeadLetter.read(record.headers()).orElseThrow();

    // Then
    assertThat(letter.stage()).isEqualTo("decode");
    assertThat(record.key()).isEqualTo("no-slash");
    assertThat(HexFormat.of().formatHex(record.value())).isEqualTo("010203");
  }

  private static List<QuestionSetName> sets(EvaluationReport report) {
    return report.getResultsList().stream()
        .map(QuestionSetResult::getQuestionSet)
        .map(name -> QuestionSetName.named(name).orElseThrow())
        .toList();
  }

  /** Of the records that are messages, the last one of each key; a tombstone is null. */
  private static <V extends Message> Map<String, V> messages(Topic<V> topic) throws Exception {
    Map<String, V> messages = new LinkedHashMap<>();
    for (Golden record : records(topic.name())) {
      if (record.value() == null) {
        messages.put(record.key(), null);
      } else if (decodes(record)) {
        messages.put(record.key(), topic.parse(record.value()));
      }
    }
    return messages;
  }

  /** Neither a tombstone nor the record that was sent to become a dead letter. */
  private static boolean decodes(Golden record) {
    return record.value() != null && !record.key().equals("no-slash");
  }

  private static List<Golden> records(String topic) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Golden> records = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(topic + ".jsonl"))) {
      JsonNode json = mapper.readTree(line);
      Headers headers = new RecordHeaders();
      for (JsonNode header : json.get("headers")) {
        headers.add(
            header.get(0).textValue(), header.get(1).textValue().getBytes(StandardCharsets.UTF_8));
      }
      records.add(
          new Golden(json.get("key").textValue(), headers, json.get("value").binaryValue()));
    }
    return records;
  }
}

package io.retune.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.retune.chassis.Service;
import io.retune.chassis.trace.StageTraces;
import io.retune.ingest.chunk.Chunk;
import io.retune.ingest.extract.ExtractedDocument;
import io.retune.ingest.extract.SourceDocument;
import io.retune.ingest.node.DocumentNodes;
import io.retune.ingest.node.SplitRule;
import io.retune.ingest.parse.DocumentRejected;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTopologyTest {
  private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");
  private static final String KEY = "docs/guide/start.txt";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> parsed = new ArrayList<>();
  @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> documents;
  private TestOutputTopic<String, byte[]> nodes;
  private TestOutputTopic<String, byte[]> deadLetters;

  @BeforeEach
  void start() {
    start(new SplitRule(SplitRule.By.DOCUMENT, 0.2), "1");
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aNewDocumentBecomesNodes() throws Exception {
    // Given
    Document document =
        document("alpha one.\n\nbeta two.").toBuilder()
            .setSourceUri("https://example.org/start")
            .putMetadata("team", "docs")
            .build();

    // When
    documents.pipeInput(KEY, document.toByteArray(), TIME);

    // Then
    List<TestRecord<String, byte[]>> records = nodes.readRecordsToList();
    assertThat(records).hasSize(2);
    Node second = Topics.NODES.parse(records.get(1).value());
    assertThat(records.get(1).key()).isEqualTo("docs/" + second.getNodeId());
    assertThat(second.getNodeId()).matches("[0-9a-f]{32}");
    assertThat(second.toBuilder().clearNodeId().clearSplit().build())
        .isEqualTo(
            Node.newBuilder()
                .setCollection("docs")
                .setDocumentId("guide/start.txt")
                .setText("beta two.")
                .setPosition(1)
                .setPage(2)
                .setTitle("start.txt")
                .setTokens(2)
                .setLanguage("en")
                .putMetadata("team", "docs")
                .putMetadata("source_uri", "https://example.org/start")
                .build());
    assertThat(second.getSplit()).isNotEqualTo(Split.SPLIT_UNSPECIFIED);
  }

  @Test
  void nodesCarryTheEventAndTheTraceOfTheirDocument() {
    // Given
    Headers headers = new RecordHeaders();
    headers.add(
        "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
    headers.add("ce_type", "retune.v1.Document".getBytes(UTF_8));

    // When
    documents.pipeInput(new TestRecord<>(KEY, document("alpha one.").toByteArray(), headers, TIME));

    // Then
    TestRecord<String, byte[]> record = nodes.readRecord();
    assertThat(text(record.headers(), "traceparent"))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(text(record.headers(), "ce_type")).isEqualTo("retune.v1.Node");
    assertThat(text(record.headers(), "ce_source")).isEqualTo("/retune/ingest");
    assertThat(text(record.headers(), "ce_time")).isEqualTo("2026-11-01T10:00:00Z");
    assertThat(text(record.headers(), "ce_id"))
        .isEqualTo("nodes/" + record.key() + "#documents-0-0");
    assertThat(record.timestamp()).isEqualTo(TIME.toEpochMilli());
  }

  @Test
  void anUnchangedDocumentIsNotParsedAgain() {
    // Given
    documents.pipeInput(KEY, document("alpha one.").toByteArray(), TIME);
    nodes.readRecordsToList();

    // When
    documents.pipeInput(
        KEY,
        document("alpha one.").toBuilder()
            .setModifiedAt(com.google.protobuf.Timestamp.newBuilder().setSeconds(5))
            .build()
            .toByteArray(),
        TIME.plusSeconds(5));

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    assertThat(parsed).hasSize(1);
    assertThat(count("retune.ingest.documents.unchanged")).isEqualTo(1);
  }

  @Test
  void aChangedDocumentGivesOnlyTheNodesThatChanged() throws Exception {
    // Given
    documents.pipeInput(KEY, document("alpha.\n\nbeta.\n\ngamma.").toByteArray(), TIME);
    Map<String, String> before = idsByText();

    // When
    documents.pipeInput(KEY, document("new.\n\nalpha.\n\nbeta too.\n\ngamma.").toByteArray(), TIME);

    // Then
    List<TestRecord<String, byte[]>> changes = nodes.readRecordsToList();
    assertThat(texts(changes)).containsExactly("new.", "beta too.");
    assertThat(changes.stream().filter(change -> change.value() == null).map(TestRecord::key))
        .containsExactly("docs/" + before.get("beta."));
    assertThat(count("retune.ingest.nodes.emitted")).isEqualTo(5);
    assertThat(count("retune.ingest.nodes.kept")).isEqualTo(2);
    assertThat(count("retune.ingest.nodes.tombstoned")).isEqualTo(1);
  }

  @Test
  void equalTextsOfADocumentAreNodesOfTheirOwn() throws Exception {
    // When
    documents.pipeInput(KEY, document("same.\n\nsame.\n\nsame.").toByteArray(), TIME);

    // Then
    List<TestRecord<String, byte[]>> records = nodes.readRecordsToList();
    assertThat(texts(records)).containsExactly("same.", "same.", "same.");
    assertThat(records.stream().map(TestRecord::key).distinct()).hasSize(3);
  }

  @Test
  void equalTextsOfTwoDocumentsHaveDifferentIds() {
    // When
    documents.pipeInput("docs/one", document("same.").toByteArray(), TIME);
    documents.pipeInput("docs/two", document("same.").toByteArray(), TIME);

    // Then
    assertThat(nodes.readRecordsToList().stream().map(TestRecord::key).distinct()).hasSize(2);
  }

  @Test
  void aDeletedDocumentTakesItsNodesWithIt() throws Exception {
    // Given
    documents.pipeInput(KEY, document("alpha.\n\nbeta.").toByteArray(), TIME);
    Map<String, String> ids = idsByText();

    // When
    documents.pipeInput(KEY, null, TIME.plusSeconds(1));

    // Then
    List<TestRecord<String, byte[]>> records = nodes.readRecordsToList();
    assertThat(records).allSatisfy(record -> assertThat(record.value()).isNull());
    assertThat(records)
        .extracting(TestRecord::key)
        .containsExactlyInAnyOrder("docs/" + ids.get("alpha."), "docs/" + ids.get("beta."));
    assertThat(driver.getKeyValueStore(IngestTopology.DOCUMENTS_STORE).get(KEY)).isNull();
  }

  @Test
  void aDocumentThatComesBackIsWholeAgain() throws Exception {
    // Given
    documents.pipeInput(KEY, document("alpha.").toByteArray(), TIME);
    documents.pipeInput(KEY, new byte[0], TIME);
    nodes.readRecordsToList();

    // When
    documents.pipeInput(KEY, document("alpha.").toByteArray(), TIME);

    // Then
    assertThat(texts(nodes.readRecordsToList())).containsExactly("alpha.");
  }

  @Test
  void deletingAnUnknownDocumentDoesNothing() {
    // When
    documents.pipeInput(KEY, null, TIME);

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void aChangedSplitSendsTheNodesAgain() throws Exception {
    // Given
    Document document = document("alpha.\n\nbeta.");
    documents.pipeInput(
        KEY, document.toBuilder().setSplit(Split.SPLIT_TRAIN).build().toByteArray(), TIME);
    nodes.readRecordsToList();

    // When
    documents.pipeInput(
        KEY, document.toBuilder().setSplit(Split.SPLIT_VALIDATION).build().toByteArray(), TIME);

    // Then
    List<TestRecord<String, byte[]>> records = nodes.readRecordsToList();
    assertThat(records).hasSize(2);
    for (TestRecord<String, byte[]> record : records) {
      assertThat(Topics.NODES.parse(record.value()).getSplit()).isEqualTo(Split.SPLIT_VALIDATION);
    }
  }

  @Test
  void aChangedDescriptionSendsTheNodesAgain() throws Exception {
    // Given
    documents.pipeInput(KEY, document("alpha.").toByteArray(), TIME);
    nodes.readRecordsToList();

    // When
    documents.pipeInput(
        KEY, document("alpha.").toBuilder().setTitle("Start here").build().toByteArray(), TIME);

    // Then
    assertThat(Topics.NODES.parse(nodes.readRecord().value()).getTitle()).isEqualTo("Start here");
  }

  @Test
  void questionsGoWithTheNodesThatAnswerThem() throws Exception {
    // Given
    Question question =
        Question.newBuilder().setQuestionId("q1").setText("What comes second?").build();
    Document document =
        document("alpha one.\n\nbeta   two.").toBuilder()
            .addQuestions(AnsweredQuestion.newBuilder().setQuestion(question).setAnswer("beta two"))
            .addQuestions(
                AnsweredQuestion.newBuilder()
                    .setQuestion(question.toBuilder().setQuestionId("q2"))
                    .setAnswer("nowhere"))
            .build();

    // When
    documents.pipeInput(KEY, document.toByteArray(), TIME);

    // Then
    List<TestRecord<String, byte[]>> records = nodes.readRecordsToList();
    assertThat(Topics.NODES.parse(records.get(0).value()).getQuestionsList()).isEmpty();
    assertThat(Topics.NODES.parse(records.get(1).value()).getQuestionsList())
        .containsExactly(question);
  }

  @Test
  void aChangedQuestionSendsOnlyItsNodeAgain() throws Exception {
    // Given
    Document document = document("alpha one.\n\nbeta two.");
    documents.pipeInput(KEY, document.toByteArray(), TIME);
    nodes.readRecordsToList();

    // When
    documents.pipeInput(
        KEY,
        document.toBuilder()
            .addQuestions(
                AnsweredQuestion.newBuilder()
                    .setQuestion(Question.newBuilder().setQuestionId("q1").setText("First?"))
                    .setAnswer("alpha"))
            .build()
            .toByteArray(),
        TIME);

    // Then
    assertThat(texts(nodes.readRecordsToList())).containsExactly("alpha one.");
  }

  @Test
  void otherSettingsParseADocumentAgainAndKeepWhatStaysTheSame() {
    // Given
    documents.pipeInput(KEY, document("alpha.\n\nbeta.").toByteArray(), TIME);
    nodes.readRecordsToList();
    byte[] remembered = stored();
    driver.close();
    start(new SplitRule(SplitRule.By.DOCUMENT, 0.2), "2");
    restore(remembered);

    // When
    documents.pipeInput(KEY, document("alpha.\n\nbeta.").toByteArray(), TIME);

    // Then
    assertThat(parsed).hasSize(2);
    assertThat(nodes.isEmpty()).isTrue();
  }

  @Test
  void aDocumentThatCannotBeParsedIsADeadLetterAndItsNodesStay() throws Exception {
    // Given
    documents.pipeInput(KEY, document("alpha.").toByteArray(), TIME);
    nodes.readRecordsToList();
    byte[] corrupt = document("corrupt").toByteArray();

    // When
    documents.pipeInput(KEY, corrupt, TIME);

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    TestRecord<String, byte[]> dead = deadLetters.readRecord();
    assertThat(dead.key()).isEqualTo(KEY);
    assertThat(dead.value()).isEqualTo(corrupt);
    DeadLetter letter = DeadLetter.read(dead.headers()).orElseThrow();
    assertThat(letter.reason()).isEqualTo("cannot be read as text/plain: torn");
    assertThat(letter.stage()).isEqualTo("parse");
    assertThat(letter.topic()).isEqualTo("documents");
    assertThat(count("retune.ingest.documents.failed")).isEqualTo(1);
  }

  @Test
  void nodesThatStayedGoWithTheirDocument() {
    // Given
    documents.pipeInput(KEY, document("alpha.").toByteArray(), TIME);
    documents.pipeInput(KEY, document("corrupt").toByteArray(), TIME);
    nodes.readRecordsToList();

    // When
    documents.pipeInput(KEY, null, TIME);

    // Then
    assertThat(nodes.readRecordsToList())
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isNull());
  }

  @Test
  void invalidRecordsAreDeadLettersAndTheRestGoesOn() throws Exception {
    // Given
    byte[] fine = document("alpha.").toByteArray();

    // When
    documents.pipeInput(KEY, "no message".getBytes(UTF_8), TIME);
    documents.pipeInput("no-collection", fine, TIME);
    documents.pipeInput("Bad Name/x", fine, TIME);
    documents.pipeInput(null, fine, TIME);
    documents.pipeInput(KEY, fine, TIME);

    // Then
    assertThat(deadLetters.readRecordsToList())
        .hasSize(4)
        .allSatisfy(
            dead ->
                assertThat(DeadLetter.read(dead.headers()).orElseThrow().stage())
                    .isEqualTo("decode"));
    assertThat(texts(nodes.readRecordsToList())).containsExactly("alpha.");
  }

  @Test
  void aTitleOfAnyLengthIsCutInEachNode() {
    // Given: characters outside the basic plane, none of which may be cut in half
    Document document =
        document("alpha.\n\nbeta.").toBuilder()
            .setTitle("\uD83D\uDCDA".repeat(700_000))
            .setSourceUri("https://example.org/" + "x".repeat(700_000))
            .putMetadata("summary", "y".repeat(700_000))
            .build();

    // When
    documents.pipeInput(KEY, document.toByteArray(), TIME);

    // Then
    assertThat(deadLetters.isEmpty()).isTrue();
    assertThat(nodes.readRecordsToList())
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(node(record).getTitle()).isEqualTo("\uD83D\uDCDA".repeat(1_000));
              assertThat(node(record).getMetadataMap().get("source_uri")).hasSize(4_000);
              assertThat(node(record).getMetadataMap().get("summary")).hasSize(4_000);
            });
  }

  @Test
  void aNodeThatItsTopicDoesNotTakePutsTheWholeDocumentAside() {
    // Given
    documents.pipeInput(KEY, document("alpha.\n\nbeta.").toByteArray(), TIME);
    nodes.readRecordsToList();
    String large = "z".repeat(1 << 20);

    // When
    documents.pipeInput(KEY, document("gamma.\n\n" + large).toByteArray(), TIME);
    documents.pipeInput("docs/next.txt", document("delta.").toByteArray(), TIME);

    // Then
    assertThat(texts(nodes.readRecordsToList())).containsExactly("delta.");
    assertThat(onlyReason())
        .matches(
            "node 2 takes 10\\d{5} bytes with the document's metadata and headers, more than 1048576");
  }

  @Test
  void headersThatTheTopicDoesNotTakePutTheDocumentAside() {
    // Given
    Headers headers = new RecordHeaders().add("trail", new byte[(1 << 20) - 100]);

    // When
    documents.pipeInput(new TestRecord<>(KEY, document("alpha.").toByteArray(), headers, TIME));

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    assertThat(onlyReason()).startsWith("node 1 takes 10");
  }

  @Test
  void nodesThatTakeTooMuchTogetherPutTheDocumentAside() {
    // Given: each node would carry a copy of all names
    Document.Builder document = document("a.\n\n".repeat(2_000)).toBuilder();
    IntStream.range(0, 30).forEach(i -> document.putMetadata(i + "n".repeat(10_000), "v"));

    // When
    documents.pipeInput(KEY, document.build().toByteArray(), TIME);

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    assertThat(onlyReason())
        .isEqualTo(
            "the nodes take more than 536870912 bytes with the document's metadata and headers");
  }

  @Test
  void aDocumentWhoseStateItsChangelogDoesNotTakeIsPutAside() {
    // Given: 24 bytes for each of 43,691 nodes are more than a record of 1 MiB
    String text = "a.\n\n".repeat(43_691);

    // When
    documents.pipeInput(KEY, document(text).toByteArray(), TIME);

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    assertThat(onlyReason())
        .isEqualTo(
            "what is to be remembered of the document and its 43691 nodes takes 1048838 bytes,"
                + " more than 1048576");
  }

  @Test
  void tooManyQuestionsPutTheDocumentAside() {
    // Given
    AnsweredQuestion question = AnsweredQuestion.newBuilder().setAnswer("alpha").build();
    Document.Builder document = document("alpha.").toBuilder();
    IntStream.range(0, 10_001).forEach(i -> document.addQuestions(question));

    // When
    documents.pipeInput(KEY, document.build().toByteArray(), TIME);

    // Then
    assertThat(nodes.isEmpty()).isTrue();
    assertThat(onlyReason()).isEqualTo("10001 questions, more than 10000");
  }

  private String onlyReason() {
    List<TestRecord<String, byte[]>> letters = deadLetters.readRecordsToList();
    assertThat(letters).hasSize(1);
    return DeadLetter.read(letters.get(0).headers()).orElseThrow().reason();
  }

  private void start(SplitRule splits, String settings) {
    DocumentNodes documentNodes = new DocumentNodes(this::extract, splits, settings);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "ingest-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve(settings).toString());
    TopicNames names = new TopicNames("");
    driver =
        new TopologyTestDriver(
            IngestTopology.build(
                names,
                new Service("ingest", List.of(Topics.DOCUMENTS)),
                documentNodes,
                meters,
                new StageTraces(OpenTelemetry.noop())),
            properties);
    documents =
        driver.createInputTopic(
            names.of(Topics.DOCUMENTS), new StringSerializer(), new ByteArraySerializer());
    nodes =
        driver.createOutputTopic(
            names.of(Topics.NODES), new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            names.deadLetters("ingest", Topics.DOCUMENTS),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Each paragraph is a chunk on a page of its own. */
  private ExtractedDocument extract(SourceDocument source) throws DocumentRejected {
    String text = source.content().toStringUtf8();
    if (text.equals("corrupt")) {
      throw new DocumentRejected("cannot be read as text/plain: torn");
    }
    parsed.add(source.name());
    List<Chunk> chunks = new ArrayList<>();
    for (String paragraph : text.split("\n\n")) {
      int tokens = paragraph.split("\\s+").length;
      chunks.add(new Chunk(paragraph, chunks.size() + 1, "", tokens));
    }
    return new ExtractedDocument("", "en", chunks);
  }

  private byte[] stored() {
    DocumentState remembered =
        driver.<String, DocumentState>getKeyValueStore(IngestTopology.DOCUMENTS_STORE).get(KEY);
    return DocumentState.serde().serializer().serialize("store", remembered);
  }

  private void restore(byte[] remembered) {
    driver
        .<String, DocumentState>getKeyValueStore(IngestTopology.DOCUMENTS_STORE)
        .put(KEY, DocumentState.serde().deserializer().deserialize("store", remembered));
  }

  private Map<String, String> idsByText() {
    return nodes.readRecordsToList().stream()
        .map(IngestTopologyTest::node)
        .collect(Collectors.toMap(Node::getText, Node::getNodeId));
  }

  private double count(String name) {
    return meters.get(name).tag("collection", "docs").counter().count();
  }

  private static List<String> texts(List<TestRecord<String, byte[]>> records) {
    return records.stream()
        .flatMap(record -> Stream.ofNullable(record.value() == null ? null : node(record)))
        .map(Node::getText)
        .toList();
  }

  private static Node node(TestRecord<String, byte[]> record) {
    try {
      return Topics.NODES.parse(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private static Document document(String text) {
    return Document.newBuilder().setContent(ByteString.copyFromUtf8(text)).build();
  }
}

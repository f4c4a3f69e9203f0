package io.retune.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.llamaindex.LlamaIndexDirectory;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.BaseModelChange;
import io.retune.schemas.v1.BaseModelState;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import io.retune.schemas.v1.TrainingRequest;
import io.retune.schemas.v1.Vector;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real broker, without services. Each test has a collection of its own. */
@Timeout(90)
class ClusterCommandsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static TestBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start().withTopics(2);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
      new TopicCreator(new TopicNames(""), 1, Optional.of((short) 1))
          .create(
              admin,
              List.of(
                  Topics.deadLetters("ingest", Topics.DOCUMENTS),
                  Topics.deadLetters("eval", Topics.EMBEDDINGS)),
              TIMEOUT);
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void streamsTheFilesOfAFolderAsDocuments() throws Exception {
    // Given
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Files.writeString(docs.resolve("a.md"), "# A");
    Files.writeString(docs.resolve("b.txt"), "B");

    // When
    Execution execution =
        run("ingest", docs.toString(), "--collection", "files", "--split", "validation");

    // Then
    assertThat(execution.status()).isZero();
    assertThat(execution.output()).isEqualTo("2 documents (0.0 MB) sent to collection files\n");
    try (TopicReader<Document> reader =
        new TopicReader<>(broker.bootstrap(), Topics.DOCUMENTS, TIMEOUT)) {
      List<Document> documents =
          reader
              .awaitRecords(
                  records ->
                      records.stream().filter(r -> r.key().startsWith("files/")).count() == 2)
              .stream()
              .filter(record -> record.key().startsWith("files/"))
              .map(reader::message)
              .toList();
      assertThat(documents)
          .extracting(Document::getDocumentId)
          .containsExactlyInAnyOrder("docs/a.md", "docs/b.txt");
      assertThat(documents).allMatch(document -> document.getSplit() == Split.SPLIT_VALIDATION);
    }
  }

  @Test
  void goesOnAfterAFileThatCannotBeReadAndFailsAtTheEnd() throws Exception {
    // Given
    Path there = Files.writeString(folder.resolve("there.txt"), "text");
    Path missing = folder.resolve("missing.txt");

    // When
    Execution execution =
        run("ingest", missing.toString(), there.toString(), "--collection", "half", "--json");

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors()).isEqualTo("retune: cannot read " + missing + ": no such file\n");
    JsonNode result = json(execution);
    assertThat(result.get("documents").asInt()).isEqualTo(1);
    assertThat(result.get("failures")).hasSize(1);
  }

  @Test
  void sendsTheQuestionsOfPeopleWithTheDocumentsThatAnswerThem() throws Exception {
    // Given
    Path document =
        Files.writeString(folder.resolve("guide.txt"), "The coordinator keeps offsets.");
    Path questions =
        Files.writeString(
            folder.resolve("questions.csv"),
            "question,document,answer\nWho keeps offsets?,guide.txt,The coordinator\n");
    String[] sent = {
      "ingest", document.toString(), "--collection", "asked", "--questions", questions.toString()
    };

    // When
    Execution execution = run(sent);

    // Then
    assertThat(execution.output()).contains("1 question of people went with them");
    try (TopicReader<Document> reader =
        new TopicReader<>(broker.bootstrap(), Topics.DOCUMENTS, TIMEOUT)) {
      Document message =
          reader
              .awaitRecords(
                  records -> records.stream().anyMatch(r -> r.key().equals("asked/guide.txt")))
              .stream()
              .filter(record -> record.key().equals("asked/guide.txt"))
              .map(reader::message)
              .findFirst()
              .orElseThrow();
      assertThat(message.getQuestions(0).getAnswer()).isEqualTo("The coordinator");
    }
    Files.writeString(questions, "question,document,answer\nWho?,guide.txt,The broker\n");
    Execution wrong = run(sent);
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.errors())
        .contains("guide.txt: it does not have the answer to \"Who?\": \"The broker\"")
        .contains("nothing was sent");
  }

  @Test
  void importsADataSetAndExportsItAgainWithNothingLost() throws Exception {
    // Given
    String dataset =
        """
        {
            "queries": {
                "q1": "How do I commit?",
                "q2": "How do I seek?"
            },
            "corpus": {
                "n1": "Commit offsets with commitSync.",
                "n2": "Nobody asks about this."
            },
            "relevant_docs": {
                "q1": [
                    "n1"
                ],
                "q2": [
                    "n1"
                ]
            },
            "mode": "text"
        }"""
            .stripIndent();
    Path file = Files.writeString(folder.resolve("dataset.json"), dataset);
    Path exported = folder.resolve("exported.json");

    // When
    Execution imported = run("import", file.toString(), "--collection", "imported");
    Execution execution = run("export", "dataset", exported.toString(), "--collection", "imported");

    // Then
    assertThat(imported.output())
        .isEqualTo("2 nodes with 2 questions imported into collection imported (train)\n");
    assertThat(execution.output())
        .isEqualTo("2 nodes with 2 questions written to " + exported + "\n");
    assertThat(exported).hasContent(dataset);
  }

  @Test
  void importsNodesThatCarryTheirQuestionsForTheGenerators() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("dataset.json"),
            """
            {"queries": {"q1": "Why?"}, "corpus": {"n1": "Because."}, "relevant_docs": {"q1": ["n1"]}}
            """);

    // When
    Execution execution =
        run("import", file.toString(), "--generate", "--collection", "generated", "--json");

    // Then
    assertThat(json(execution).get("questions").asInt()).isEqualTo(1);
    try (TopicReader<Node> reader = new TopicReader<>(broker.bootstrap(), Topics.NODES, TIMEOUT)) {
      Node node =
          reader
              .awaitRecords(
                  records -> records.stream().anyMatch(r -> r.key().equals("generated/n1")))
              .stream()
              .filter(record -> record.key().equals("generated/n1"))
              .map(reader::message)
              .findFirst()
              .orElseThrow();
      assertThat(node.getQuestionsList())
          .extracting(Question::getOrigin)
          .containsExactly(Origin.ORIGIN_IMPORTED);
      assertThat(node.getSplit()).isEqualTo(Split.SPLIT_TRAIN);
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithADataSet() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("broken.json"), "{\"queries\": {\"q1\": ");

    // When
    Execution execution = run("import", file.toString());

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors().lines()).hasSize(1);
    assertThat(execution.errors()).startsWith("retune: " + file + ": not a data set");
  }

  @Test
  void saysInOneLineWhatIsWrongWithADirectoryThatIsToHoldAnAdapter() throws Exception {
    // Given
    Files.writeString(
        folder.resolve("config.json"),
        "{\"in_features\": 2, \"out_features\": 2, \"bias\": false}");

    // When
    Execution execution = run("import", folder.toString());

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors())
        .isEqualTo("retune: no such file: " + folder.resolve("pytorch_model.bin") + "\n");
  }

  @Test
  void saysWhichOptionNamesTheTrainerWhereNoneAnswers() throws Exception {
    // Given
    Path directory = folder.resolve("adapter");
    byte[] weights =
        new AdapterWeights().encode(new LinearAdapter(Tensor.of(new float[] {1, 0, 0, 1}, 2, 2)));
    new LlamaIndexDirectory()
        .write(
            AdapterCheckpoint.newBuilder()
                .setWeights(ByteString.copyFrom(weights))
                .setWeightsSha256(Sha256.of(weights))
                .setBaseModel(BaseModel.newBuilder().setDimension(2))
                .build(),
            directory);

    // When
    Execution execution =
        run("import", directory.toString(), "--trainer-url", "http://127.0.0.1:1");

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors())
        .isEqualTo(
            "retune: no trainer service answers at http://127.0.0.1:1; --trainer-url names"
                + " another\n");
  }

  @Test
  void tailsSoManyRecordsAsJsonLines() throws Exception {
    // Given
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      for (String id : List.of("t1", "t2", "t3")) {
        writer.write(Topics.QA_PAIRS, "tail/" + id, QaPairs.newBuilder().setNode(node(id)).build());
      }
    }

    // When
    Execution execution = run("tail", "qa-pairs", "--from-beginning", "--max", "2");

    // Then
    assertThat(execution.status()).isZero();
    List<String> lines = execution.output().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(new ObjectMapper().readTree(lines.get(0)).get("topic").asText())
        .isEqualTo("qa-pairs");
  }

  @Test
  void endsAtTheEndOfATopicThatHoldsFewerRecordsThanWanted() {
    // Given: nobody writes reports here.
    String[] arguments = {"tail", "evaluation-reports", "--max", "1"};

    // When
    Execution execution = run(arguments);

    // Then
    assertThat(execution.status()).isZero();
    assertThat(execution.output()).isEmpty();
  }

  @Test
  void tailsTheLastRecordsOverAllPartitionsInTheOrderOfTheirTime() throws Exception {
    // Given
    String topic = "adapter-releases";
    for (int i = 0; i < 6; i++) {
      send(new ProducerRecord<>(topic, i % 2, 1_000_000_000_000L + i, "tail-" + i, new byte[0]));
    }

    // When
    Execution execution = run("tail", topic, "--max", "3");

    // Then
    assertThat(execution.status()).isZero();
    assertThat(execution.output().lines().map(ClusterCommandsTest::key))
        .containsExactly("tail-3", "tail-4", "tail-5");
  }

  @Test
  void waitsForTheNextRecordsWhereItFollowsATopic() {
    // Given
    CompletableFuture<Execution> following =
        CompletableFuture.supplyAsync(
            () -> run("tail", "adapter-checkpoints", "--max", "1", "--follow"));
    AtomicInteger written = new AtomicInteger();

    // When
    Awaitility.await()
        .until(
            () -> {
              send(
                  new ProducerRecord<>(
                      "adapter-checkpoints", "follow-" + written.incrementAndGet(), new byte[0]));
              return following.isDone();
            });

    // Then
    assertThat(following.join().output().lines().map(ClusterCommandsTest::key))
        .hasSize(1)
        .allMatch(key -> key.startsWith("follow-"));
  }

  @Test
  void printsAControlCharacterOfARecordByItsNumber() throws Exception {
    // Given
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>("dlq.eval.embeddings", "hostile/\u001b[2J\u009b2J", new byte[0]);

    // When
    send(letter);

    // Then
    assertThat(run("dead-letters", "list", "dlq.eval.embeddings").output())
        .contains("hostile/\\u001B[2J\\u009B2J");
    assertThat(run("tail", "dlq.eval.embeddings", "--max", "1").output())
        .contains("hostile/\\u001B[2J\\u009B2J");
  }

  @Test
  void showsTheTopicsAndThatNothingWasTrainedYet() throws Exception {
    // Given
    String[] arguments = {"status", "--json"};

    // When
    Execution execution = run(arguments);

    // Then
    JsonNode status = json(execution);
    assertThat(status.get("topics"))
        .extracting(topic -> topic.get("topic").asText())
        .containsExactly(
            "records",
            "feeds",
            "documents",
            "nodes",
            "queries",
            "feedback",
            "feedback-questions",
            "answers",
            "qa-pairs",
            "embeddings",
            "requests",
            "adapter-checkpoints",
            "evaluation-reports",
            "adapter-releases",
            "base-models");
    assertThat(status.get("collections")).isEmpty();
  }

  @Test
  void saysWhatAStageWaitsForAndWhichServiceIsSilent() throws Exception {
    // Given
    HttpServer qaGen = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    answer(
        qaGen,
        "/asking",
        """
        {"language_model": "small", "waiting": {"dependency": "language model",
         "since": "2026-11-24T10:00:00Z", "reason": "HTTP 503", "failures": 7,
         "next_try_at": "2026-11-24T10:05:00Z"}}
        """);
    qaGen.start();
    String[] urls = {
      "--qa-gen-url=http://127.0.0.1:" + qaGen.getAddress().getPort(),
      "--trainer-url=http://127.0.0.1:1"
    };

    // When
    Execution text = run("status", urls[0], urls[1]);
    Execution json = run("status", urls[0], urls[1], "--json");

    // Then
    qaGen.stop(0);
    assertThat(text.output())
        .contains("qa-gen waits for the language model since 2026-11-24T10:00:00Z: HTTP 503")
        .contains("embed: its service does not answer");
    JsonNode stages = json(json).get("stages");
    assertThat(stages.at("/0/waiting/reason").asText()).isEqualTo("HTTP 503");
    assertThat(stages.at("/1/answers").asBoolean()).isFalse();
  }

  @Test
  void saysHowEachFeedStands() throws Exception {
    // Given
    HttpServer ingest = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    answer(
        ingest,
        "/feeds",
        """
        [{"feed": "news", "collection": "default", "documents": 12, "waiting": 3, "refused": 1,
          "polled_at": "2026-11-28T10:00:00Z", "problem": "example.org answers 500"}]
        """);
    ingest.start();
    String url = "--ingest-url=http://127.0.0.1:" + ingest.getAddress().getPort();

    // When
    Execution text = run("status", url);
    Execution json = run("status", url, "--json");

    // Then
    ingest.stop(0);
    assertThat(text.output())
        .containsPattern("news +default +12 +3 +1 +2026-11-28T10:00:00Z")
        .contains("feed news: example.org answers 500");
    assertThat(json(json).at("/feeds/0/documents").asInt()).isEqualTo(12);
  }

  @Test
  void saysWhichCollectionCouldNotBeTrainedAndWhy() throws Exception {
    // Given
    HttpServer trainer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    answer(trainer, "/embedding", "{}");
    answer(
        trainer,
        "/training",
        """
        [{"collection": "small", "last_failure": ""},
         {"collection": "large", "last_failure": "give it a larger heap"}]
        """);
    trainer.start();
    String[] urls = {
      "--qa-gen-url=http://127.0.0.1:1",
      "--trainer-url=http://127.0.0.1:" + trainer.getAddress().getPort()
    };

    // When
    Execution text = run("status", urls[0], urls[1]);
    Execution json = run("status", urls[0], urls[1], "--json");

    // Then
    trainer.stop(0);
    assertThat(text.output())
        .contains("collection large could not be trained: give it a larger heap")
        .doesNotContain("collection small");
    assertThat(json(json).at("/failed_trainings/0/collection").asText()).isEqualTo("large");
  }

  @Test
  void saysWhichVersionsWaitToBeEvaluatedAndWhy() throws Exception {
    // Given
    HttpServer eval = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    answer(
        eval,
        "/evaluations/waiting",
        """
        [{"collection": "handbook", "checkpoints": 2,
          "reason": "1200 of 3100 nodes are embedded with its base model"}]
        """);
    eval.start();
    String url = "--eval-url=http://127.0.0.1:" + eval.getAddress().getPort();

    // When
    Execution text = run("status", url);
    Execution json = run("status", url, "--json");

    // Then
    eval.stop(0);
    assertThat(text.output())
        .contains(
            "2 versions of handbook waiting to be evaluated: 1200 of 3100 nodes are embedded with"
                + " its base model");
    assertThat(json(json).at("/waiting_evaluations/0/versions").asInt()).isEqualTo(2);
  }

  @Test
  void showsABaseModelThatHasChangedUntilSomebodyAcceptsIt() throws Exception {
    // Given
    BaseModelState changed =
        BaseModelState.newBuilder()
            .setBaseModel(
                BaseModel.newBuilder()
                    .setName("exchanged")
                    .setDimension(2)
                    .setFingerprint("abcdef0123456789abcd"))
            .addVectors(Vector.newBuilder().setDimension(2))
            .setSince(InstantCodec.encode(Instant.parse("2026-11-01T08:00:00Z")))
            .setChange(
                BaseModelChange.newBuilder()
                    .setSeenAt(InstantCodec.encode(Instant.parse("2026-11-28T12:00:00Z")))
                    .setDistance(0.25)
                    .addVectors(Vector.newBuilder().setDimension(3)))
            .build();
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.BASE_MODELS, "abcdef0123456789abcd", changed);
    }
    Execution status = run("status");
    Execution table = run("base-models");

    // When
    Execution accepted = run("base-models", "--accept", "abcd");

    // Then
    assertThat(status.output())
        .contains(
            "base model exchanged answers otherwise than it did since 2026-11-28T12:00:00Z; nothing"
                + " of it is released until somebody decides: ./retune base-models");
    assertThat(table.output())
        .contains("exchanged")
        .contains("abcdef0123456789")
        .contains("2026-11-28T12:00:00Z, cosine distance up to 0.2500");
    assertThat(accepted.output())
        .isEqualTo(
            "base model exchanged (abcdef0123456789) is accepted as it answers now; versions of it"
                + " may be released again\n");
    JsonNode now = json(run("base-models", "--json")).get(0);
    assertThat(now.get("change").isNull()).isTrue();
    assertThat(now.get("since").asText()).isGreaterThan("2026-11-28");
    assertThat(run("base-models", "--accept", "abcd").errors())
        .isEqualTo("retune: base model exchanged has not changed: there is nothing to accept\n");
    assertThat(run("base-models", "--accept", "xyz").errors())
        .isEqualTo(
            "retune: 0 base models have a fingerprint that begins with xyz; list them with: retune"
                + " base-models\n");
  }

  @Test
  void asksATrainerThatHangsOnlyOnce() throws Exception {
    // Given
    List<String> asked = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> over = new CompletableFuture<>();
    HttpServer trainer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    trainer.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          over.join();
          exchange.close();
        });
    ExecutorService threads = Executors.newCachedThreadPool();
    trainer.setExecutor(threads);
    trainer.start();

    // When
    Execution status =
        run(
            "status",
            "--qa-gen-url=http://127.0.0.1:1",
            "--trainer-url=http://127.0.0.1:" + trainer.getAddress().getPort());

    // Then
    over.complete(null);
    trainer.stop(0);
    threads.shutdown();
    assertThat(status.output()).contains("embed: its service does not answer");
    assertThat(asked).containsExactly("/embedding");
  }

  @Test
  void replaysDeadLettersAsTheyWereAndDropsThem() throws Exception {
    // Given
    String topic = "dlq.ingest.documents";
    byte[] value = Document.newBuilder().setDocumentId("bad.pdf").build().toByteArray();
    RecordMetadata failed =
        send(new ProducerRecord<>(Topics.DOCUMENTS.name(), "letters/bad.pdf", value));
    ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, "letters/bad.pdf", value);
    letter.headers().add("traceparent", new byte[] {1});
    DeadLetter.of(
            "ingest",
            "parse",
            failed.topic(),
            failed.partition(),
            failed.offset(),
            new IllegalStateException("no PDF"),
            Instant.EPOCH)
        .stamp(letter.headers());
    send(letter);
    Execution listed = run("dead-letters", "list", topic, "--json");

    // When
    Execution replayed = run("dead-letters", "replay", topic);

    // Then
    JsonNode letterListed = json(listed).get(0);
    assertThat(letterListed.get("reason").asText()).isEqualTo("no PDF");
    assertThat(letterListed.get("stage").asText()).isEqualTo("parse");
    assertThat(replayed.output()).isEqualTo("1 dead letter replayed\n");
    assertThat(run("dead-letters", "list", topic).output()).isEqualTo("no dead letters\n");
    try (TopicReader<Document> reader =
        new TopicReader<>(broker.bootstrap(), Topics.DOCUMENTS, TIMEOUT)) {
      var record =
          reader
              .awaitRecords(
                  records ->
                      records.stream().filter(r -> r.key().equals("letters/bad.pdf")).count() == 2)
              .stream()
              .filter(each -> each.key().equals("letters/bad.pdf"))
              .reduce((first, last) -> last)
              .orElseThrow();
      assertThat(record.value()).isEqualTo(value);
      assertThat(record.headers().lastHeader("traceparent")).isNotNull();
      assertThat(DeadLetter.read(record.headers())).isEmpty();
    }
  }

  @Test
  void forgetsAnImportedDocumentOnceItsVectorsAreGone() throws Exception {
    // Given: vectors that are gone already, as no service is there to take them away.
    QaPairs pairs =
        QaPairs.newBuilder()
            .setNode(node("n1").toBuilder().setDocumentId("old.json"))
            .addQuestions(Question.newBuilder().setQuestionId("q1").setText("why?"))
            .build();
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.QA_PAIRS, "forgetful/n1", pairs);
      writer.write(
          Topics.EMBEDDINGS,
          "forgetful/n1",
          Embeddings.newBuilder().setNode(pairs.getNode()).build());
      writer.delete(Topics.EMBEDDINGS, "forgetful/n1");
    }

    // When
    Execution execution = run("forget", "old.json", "--collection", "forgetful");

    // Then
    assertThat(execution.errors()).isEmpty();
    assertThat(execution.output())
        .isEqualTo(
            """
            forgotten: old.json with 0 nodes, 1 question and 0 vectors
            the broker still has 1 record of it in embeddings: for 24 hours at most, where the partition gets records
            the broker still has 1 record of it in qa-pairs: for 24 hours at most, where the partition gets records
            """);
    Execution other = run("forget", "new.json", "--collection", "forgetful");
    assertThat(other.errors()).isEqualTo("retune: collection forgetful has nothing of new.json\n");
  }

  @Test
  void waitsUntilAVersionThatLearnedFromAForgottenDocumentIsNotServedAnyMore() throws Exception {
    // Given
    Lineage.Builder lineage = Lineage.newBuilder();
    LearnedDocuments.write(lineage, List.of("secret.txt", "other.txt"));
    AdapterRelease served =
        AdapterRelease.newBuilder()
            .setCollection("relearned")
            .setVersion(3)
            .setCheckpoint(AdapterCheckpoint.newBuilder().setVersion(3).setLineage(lineage))
            .build();
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      // The only trace that is left: a tombstone would be its own, and no service is there to
      // follow it.
      writer.write(Topics.EMBEDDINGS, "relearned/n1", embeddingsOf("secret.txt"));
      writer.delete(Topics.EMBEDDINGS, "relearned/n1");
      writer.write(Topics.ADAPTER_RELEASES, "relearned", served);
    }

    // When
    CompletableFuture<Execution> execution =
        CompletableFuture.supplyAsync(
            () -> run("forget", "secret.txt", "--collection", "relearned"));
    TrainingRequest request = awaitRequest("relearned/");
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(
          Topics.ADAPTER_RELEASES,
          "relearned",
          AdapterRelease.newBuilder()
              .setCollection("relearned")
              .setReason("Nothing is left to learn from.")
              .build());
    }

    // Then
    assertThat(request.getRetrain().getForgottenDocuments())
        .isEqualTo(DocumentDigests.of(List.of("secret.txt")).bytes());
    assertThat(execution.get(60, TimeUnit.SECONDS).status()).isZero();
    assertThat(execution.join().output())
        .endsWith(
            "version 3, which learned from it, is not served any more; the base model is: Nothing"
                + " is left to learn from.\n");
  }

  @Test
  void saysThatAVersionThatLearnedFromAForgottenDocumentIsStillServed() {
    // Given
    Lineage.Builder lineage = Lineage.newBuilder();
    LearnedDocuments.write(lineage, List.of("secret.txt"));
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.EMBEDDINGS, "unreplaced/n1", embeddingsOf("secret.txt"));
      writer.delete(Topics.EMBEDDINGS, "unreplaced/n1");
      writer.write(
          Topics.ADAPTER_RELEASES,
          "unreplaced",
          AdapterRelease.newBuilder()
              .setCollection("unreplaced")
              .setVersion(3)
              .setCheckpoint(AdapterCheckpoint.newBuilder().setVersion(3).setLineage(lineage))
              .build());
    }

    // When
    Execution execution =
        run("forget", "secret.txt", "--collection", "unreplaced", "--release-timeout", "0");

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.output())
        .endsWith(
            "version 3, which learned from it, is still served after 0 seconds; the trainer was"
                + " asked for one that did not\n");
  }

  private static Embeddings embeddingsOf(String documentId) {
    return Embeddings.newBuilder()
        .setNode(node("n1").toBuilder().setDocumentId(documentId))
        .build();
  }

  private static TrainingRequest awaitRequest(String prefix) {
    try (TopicReader<TrainingRequest> reader =
        new TopicReader<>(broker.bootstrap(), Topics.REQUESTS, TIMEOUT)) {
      return reader
          .awaitRecords(
              records -> records.stream().anyMatch(record -> record.key().startsWith(prefix)))
          .stream()
          .filter(record -> record.key().startsWith(prefix))
          .map(reader::message)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void findsNothingToRollBackToBeforeTheFirstRelease() {
    // Given
    String collection = "unreleased";

    // When
    Execution execution = run("rollback", "--collection", collection);

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors())
        .isEqualTo(
            "retune: nothing was released in collection unreleased: there is nothing to go back to\n");
  }

  private static Node node(String id) {
    return Node.newBuilder().setNodeId(id).setText("text of " + id).build();
  }

  private static Execution run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--bootstrap";
    all[arguments.length + 1] = broker.bootstrap();
    return Execution.of(all);
  }

  private static String key(String line) {
    try {
      return new ObjectMapper().readTree(line).get("key").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static JsonNode json(Execution execution) throws Exception {
    return new ObjectMapper().readTree(execution.output());
  }

  private static RecordMetadata send(ProducerRecord<String, byte[]> record) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      return producer.send(record).get();
    }
  }

  private static void answer(HttpServer service, String path, String json) {
    byte[] answer = json.getBytes(StandardCharsets.UTF_8);
    service.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
  }
}

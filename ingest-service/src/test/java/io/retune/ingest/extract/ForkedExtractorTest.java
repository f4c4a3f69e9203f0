package io.retune.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.retune.ingest.chunk.Chunk;
import io.retune.ingest.parse.DocumentRejected;
import io.retune.ingest.parse.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ForkedExtractorTest {
  private static final SourceDocument GOOD =
      new SourceDocument("good.txt", "", ByteString.copyFromUtf8("Plain and simple."));
  private static final List<Chunk> GOOD_CHUNKS = List.of(new Chunk("Plain and simple.", 0, "", 4));
  private static final int MAX_NODES = 50;
  private static final ExtractorSettings SETTINGS =
      new ExtractorSettings(100_000_000, "bge-small-en", OptionalInt.empty(), 0, 32);

  @Test
  void givesTheSameAsParsingHere() throws DocumentRejected {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000))) {
      // Given
      ByteString pdf = ByteString.copyFrom(Samples.pdf("Title", "Page one.", "Page two."));

      // When
      ExtractedDocument extracted = extractor.extract(new SourceDocument("a.pdf", "", pdf));

      // Then
      try (LocalExtractor here = LocalExtractor.load(SETTINGS)) {
        assertThat(extracted).isEqualTo(here.extract("a.pdf", "", pdf.newInput()));
      }
      assertThat(extracted.chunks()).extracting(Chunk::page).containsExactly(1, 2);
    }
  }

  @Test
  void goesOnAfterADocumentThatItRejects() throws DocumentRejected {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000))) {
      // Given
      ByteString corrupt = ByteString.copyFrom(Samples.pdf("t", "A page.")).substring(0, 60);

      // When
      Throwable rejected =
          catchThrowable(() -> extractor.extract(new SourceDocument("c.pdf", "", corrupt)));
      ExtractedDocument extracted = extractor.extract(GOOD);

      // Then
      assertThat(rejected)
          .isInstanceOf(DocumentRejected.class)
          .hasMessageStartingWith("cannot be read as application/pdf");
      assertThat(extracted.chunks()).isEqualTo(GOOD_CHUNKS);
    }
  }

  @Test
  void goesOnAfterADocumentThatTakesAllMemory() throws DocumentRejected {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000))) {
      // Given
      byte[] text = new byte[60 << 20];
      Arrays.fill(text, (byte) 'a');
      SourceDocument large = new SourceDocument("l.txt", "", ByteString.copyFrom(text));

      // When
      Throwable rejected = catchThrowable(() -> extractor.extract(large));
      ExtractedDocument extracted = extractor.extract(GOOD);

      // Then
      assertThat(rejected)
          .isInstanceOf(DocumentRejected.class)
          .hasMessage("parsing took more than 128 MB");
      assertThat(extracted.chunks()).isEqualTo(GOOD_CHUNKS);
    }
  }

  @Test
  void parsesOtherDocumentsWhileOneTakesAllMemory() throws Exception {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000))) {
      // Given
      byte[] text = new byte[60 << 20];
      Arrays.fill(text, (byte) 'a');
      SourceDocument large = new SourceDocument("l.txt", "", ByteString.copyFrom(text));
      CompletableFuture<Throwable> rejected =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> extractor.extract(large)));

      // When
      List<Chunk> chunks = new ArrayList<>();
      while (!rejected.isDone()) {
        chunks.addAll(extractor.extract(GOOD).chunks());
      }

      // Then
      assertThat(rejected.get()).hasMessage("parsing took more than 128 MB");
      assertThat(chunks).isNotEmpty().containsOnly(GOOD_CHUNKS.get(0));
    }
  }

  @Test
  void rejectsADocumentOfTooManyNodes() throws DocumentRejected {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000))) {
      // Given
      ByteString pages =
          ByteString.copyFromUtf8("<div class='page'>A page.</div>".repeat(MAX_NODES + 1));

      // When
      Throwable rejected =
          catchThrowable(() -> extractor.extract(new SourceDocument("p.html", "", pages)));
      ExtractedDocument extracted = extractor.extract(GOOD);

      // Then
      assertThat(rejected)
          .isInstanceOf(DocumentRejected.class)
          .hasMessage("51 nodes, more than the 50 that one document may have");
      assertThat(extracted.chunks()).isEqualTo(GOOD_CHUNKS);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void keepsSecretsOfTheServiceFromTheProcess() throws Exception {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000))) {
      // Given
      List<ProcessHandle> before = ProcessHandle.current().children().toList();

      // When
      extractor.start();

      // Then
      ProcessHandle child =
          ProcessHandle.current()
              .children()
              .filter(candidate -> !before.contains(candidate))
              .findFirst()
              .orElseThrow();
      String environment =
          Files.readString(
              Path.of("/proc/" + child.pid() + "/environ"), StandardCharsets.ISO_8859_1);
      assertThat(System.getenv()).containsEntry("RETUNE_TEST_SECRET", "do-not-tell");
      assertThat(environment).doesNotContain("do-not-tell").contains("PATH=");
    }
  }

  @Test
  void rejectsADocumentThatTakesTooLong() {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(1, 60_000))) {
      // Given
      ByteString slow = ByteString.copyFrom(Samples.pdf("t", "Slower than a millisecond."));

      // When, Then
      assertThatThrownBy(() -> extractor.extract(new SourceDocument("s.pdf", "", slow)))
          .isInstanceOf(DocumentRejected.class)
          .hasMessageStartingWith("parsing took longer than");
    }
  }

  @Test
  void endsItsProcessWhenThereIsNothingToDo() throws DocumentRejected {
    try (ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 1))) {
      // Given
      long before = ProcessHandle.current().children().count();

      // When
      extractor.extract(GOOD);

      // Then
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ProcessHandle.current().children().count() <= before);
      assertThat(extractor.extract(GOOD).chunks()).isEqualTo(GOOD_CHUNKS);
    }
  }

  @Test
  void saysAtTheStartWhichSettingIsWrong() {
    // Given
    ExtractorSettings settings =
        new ExtractorSettings(1_000, "/no/such/model", OptionalInt.empty(), 0, 32);

    try (ForkedExtractor extractor = new ForkedExtractor(settings, limits(60_000, 60_000))) {
      // When, Then
      assertThatThrownBy(extractor::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/no/such/model");
    }
  }

  @Test
  void blamesNoDocumentForTheServicesEnd() {
    // Given
    ForkedExtractor extractor = new ForkedExtractor(SETTINGS, limits(60_000, 60_000));
    extractor.close();

    // When, Then
    assertThatThrownBy(() -> extractor.extract(GOOD)).isInstanceOf(ExtractorClosed.class);
  }

  @Test
  void refusesTooLittleMemory() {
    assertThatThrownBy(
            () -> new ExtractorLimits(Duration.ofSeconds(1), 1, 127, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retune.ingest.parse.memory must be at least 128M");
  }

  private static ExtractorLimits limits(long timeoutMillis, long idleMillis) {
    return new ExtractorLimits(
        Duration.ofMillis(timeoutMillis), MAX_NODES, 128, Duration.ofMillis(idleMillis));
  }
}

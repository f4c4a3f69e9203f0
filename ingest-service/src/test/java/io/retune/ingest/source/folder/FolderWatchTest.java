package io.retune.ingest.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.FileContent;
import io.retune.ingest.source.PublishingFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final int LIMIT = 100;
  private static final int LOOKS = 2;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FolderMeters folderMeters = new FolderMeters(meters);
  private final RecordingSink sink = new RecordingSink();
  @TempDir Path temporary;
  private Path folder;
  private FolderWatch watch;

  @BeforeEach
  void watch() throws IOException {
    folder = Files.createDirectory(temporary.resolve("watched"));
    watch = newWatch();
  }

  @Test
  void takesAFileOnceItWasTheSameTwice() throws IOException {
    // Given
    write("a.txt", "first", 1);
    write("deep/er/b.txt", "second", 1);

    // When
    watch.look();
    List<String> atTheFirstLook = List.copyOf(sink.events);
    lookTwice();

    // Then
    assertThat(atTheFirstLook).isEmpty();
    assertThat(sink.events).containsExactly("put a.txt first", "put deep/er/b.txt second");
    assertThat(count("taken")).isEqualTo(2);
  }

  @Test
  void waitsForAFileThatIsStillGrowing() throws IOException {
    // Given
    write("a.txt", "one", 1);
    watch.look();
    write("a.txt", "one two", 2);

    // When
    watch.look();
    List<String> whileItGrew = List.copyOf(sink.events);
    watch.look();

    // Then
    assertThat(whileItGrew).isEmpty();
    assertThat(sink.events).containsExactly("put a.txt one two");
  }

  @Test
  void takesAChangedFileAgainAndDeletesAGoneOne() throws IOException {
    // Given
    write("a.txt", "first", 1);
    write("b.txt", "second", 1);
    lookTwice();
    sink.events.clear();

    // When
    write("a.txt", "other", 2);
    Files.delete(folder.resolve("b.txt"));
    lookTwice();

    // Then
    assertThat(sink.events).containsExactlyInAnyOrder("delete b.txt", "put a.txt other");
  }

  @Test
  void aFileIsGoneOnlyWhenItWasNotSeenAtLooksInARow() throws IOException {
    // Given
    write("a.txt", "first", 1);
    write("b.txt", "second", 1);
    lookTwice();
    sink.events.clear();

    // When: it is there again at each second look
    for (int i = 0; i < 3; i++) {
      Files.delete(folder.resolve("b.txt"));
      watch.look();
      write("b.txt", "second", 1);
      watch.look();
    }

    // Then
    assertThat(sink.events).isEmpty();
  }

  @Test
  void anEmptyFolderDeletesNothingAndSaysSo() throws IOException {
    // Given: as when its disk is not mounted, and the service starts anew
    for (int i = 0; i < 20; i++) {
      write("file-" + i + ".txt", "text", 1);
    }
    lookTwice();
    sink.events.clear();
    Files.move(folder, temporary.resolve("disk"));
    Files.createDirectory(folder);
    watch = newWatch();

    // When
    for (int i = 0; i < 10; i++) {
      watch.look();
    }

    // Then
    assertThat(sink.events).isEmpty();
    assertThat(watch.problem())
        .hasValue(
            "20 of 20 files of "
                + folder
                + " are gone, more than may be deleted at once, so none is: bring them back, or"
                + " set retune.ingest.folder.max-deleted-share higher");
    assertThat(meters.get("retune.ingest.folder.deletions.waiting").gauge().value()).isEqualTo(20);
  }

  @Test
  void aFolderOfWhichLittleIsLeftDeletesNothingButTakesWhatIsNew() throws IOException {
    // Given
    write("a.txt", "first", 1);
    write("b.txt", "second", 1);
    write("c.txt", "third", 1);
    lookTwice();
    sink.events.clear();

    // When
    Files.delete(folder.resolve("a.txt"));
    Files.delete(folder.resolve("b.txt"));
    write("c.txt", "changed", 2);
    lookTwice();
    lookTwice();

    // Then
    assertThat(sink.events).containsExactly("put c.txt changed");
  }

  @Test
  void goesOnWhenTheFilesAreBack() throws IOException {
    // Given
    write("a.txt", "first", 1);
    lookTwice();
    Files.delete(folder.resolve("a.txt"));
    lookTwice();
    boolean waited = watch.problem().isPresent();

    // When
    write("a.txt", "first", 1);
    watch.look();

    // Then
    assertThat(waited).isTrue();
    assertThat(watch.problem()).isEmpty();
    assertThat(sink.events).containsExactly("put a.txt first");
    assertThat(meters.get("retune.ingest.folder.deletions.waiting").gauge().value()).isZero();
  }

  @Test
  void deletesAllWhereThatIsAllowed() throws IOException {
    // Given
    write("a.txt", "first", 1);
    lookTwice();
    sink.events.clear();
    Files.delete(folder.resolve("a.txt"));

    // When
    watch = newWatch(1);
    lookTwice();

    // Then
    assertThat(sink.events).containsExactly("delete a.txt");
    assertThat(watch.problem()).isEmpty();
  }

  @Test
  void filesThatOnlyMovedAreDeletedAtTheirOldPlace() throws IOException {
    // Given
    write("a.txt", "first", 1);
    write("b.txt", "second", 1);
    lookTwice();
    sink.events.clear();

    // When
    Files.createDirectory(folder.resolve("sub"));
    Files.move(folder.resolve("a.txt"), folder.resolve("sub/a.txt"));
    Files.move(folder.resolve("b.txt"), folder.resolve("sub/b.txt"));
    lookTwice();

    // Then
    assertThat(sink.events)
        .containsExactly(
            "put sub/a.txt first", "put sub/b.txt second", "delete a.txt", "delete b.txt");
  }

  @Test
  void noticesWhatHappenedWhileItWasDown() throws IOException {
    // Given
    write("kept file.txt", "kept", 1);
    write("gone.txt", "gone", 1);
    write("changed.txt", "before", 1);
    lookTwice();
    sink.events.clear();
    Files.delete(folder.resolve("gone.txt"));
    write("changed.txt", "after", 2);

    // When
    watch = newWatch();
    lookTwice();

    // Then
    assertThat(sink.events).containsExactlyInAnyOrder("delete gone.txt", "put changed.txt after");
  }

  @Test
  void leavesOutHiddenAndPartialFilesAndLinks() throws IOException {
    // Given
    write(".hidden", "x", 1);
    write(".git/config", "x", 1);
    write("film.part", "x", 1);
    write("~$report.docx", "x", 1);
    write("text~", "x", 1);
    Files.createSymbolicLink(folder.resolve("link.txt"), temporary.resolve("elsewhere"));
    write("seen.txt", "x", 1);

    // When
    lookTwice();

    // Then
    assertThat(sink.events).containsExactly("put seen.txt x");
  }

  @Test
  void reportsAFileThatIsTooLargeOnceAndGoesOn() throws IOException {
    // Given
    write("a-large.txt", "x".repeat(LIMIT + 1), 1);
    write("b.txt", "fits", 1);

    // When
    lookTwice();
    lookTwice();

    // Then
    assertThat(sink.events).containsExactly("put b.txt fits");
    assertThat(count("too-large")).isEqualTo(1);
  }

  @Test
  void takesAFileThatBecameReadable() throws IOException {
    // Given
    write("a.txt", "text", 1);
    sink.unreadable = true;
    lookTwice();

    // When
    sink.unreadable = false;
    watch.look();

    // Then
    assertThat(sink.events).containsExactly("put a.txt text");
  }

  @Test
  void reportsAFileThatCannotBeReadOnce() throws IOException {
    // Given
    write("a.txt", "text", 1);
    sink.unreadable = true;

    // When
    lookTwice();
    lookTwice();

    // Then
    assertThat(count("unreadable")).isEqualTo(1);
  }

  @Test
  void takesNothingForGoneWhenTheFolderIsAway() throws IOException {
    // Given
    write("a.txt", "text", 1);
    lookTwice();
    Files.move(folder, temporary.resolve("away"));

    // When
    watch.look();

    // Then
    assertThat(sink.events).containsExactly("put a.txt text");
    assertThat(watch.problem())
        .hasValue("the folder " + folder + " cannot be read: it does not exist");
  }

  @Test
  void goesOnWhereItWasWhenTheFolderIsBack() throws IOException {
    // Given
    write("a.txt", "text", 1);
    lookTwice();
    Path away = temporary.resolve("away");
    Files.move(folder, away);
    watch.look();

    // When
    Files.move(away, folder);
    watch.look();

    // Then
    assertThat(watch.problem()).isEmpty();
    assertThat(sink.events).hasSize(1);
  }

  @Test
  void triesAgainWhatTheClusterDidNotTake() throws IOException {
    // Given
    write("a.txt", "text", 1);
    sink.clusterDown = true;
    lookTwice();

    // When
    sink.clusterDown = false;
    lookTwice();

    // Then
    assertThat(sink.events).containsExactly("put a.txt text");
    assertThat(watch.problem()).isEmpty();
  }

  @Test
  void saysThatFilesWaitForTheCluster() throws IOException {
    // Given
    write("a.txt", "text", 1);
    sink.clusterDown = true;

    // When
    lookTwice();

    // Then
    assertThat(watch.problem()).hasValue("files of " + folder + " wait: no cluster");
  }

  private FolderWatch newWatch() {
    return newWatch(0.5);
  }

  private FolderWatch newWatch(double maxShare) {
    return new FolderWatch(
        folder,
        new FolderMemory(temporary.resolve("state/memory.tsv")),
        new Disappearances(LOOKS, maxShare),
        sink,
        folderMeters);
  }

  private void lookTwice() {
    watch.look();
    watch.look();
  }

  private double count(String outcome) {
    return meters.get("retune.ingest.folder.files").tag("outcome", outcome).counter().count();
  }

  private void write(String name, String text, int second) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_800_000_000L + second)));
  }

  private static final class RecordingSink implements FolderSink {
    private final List<String> events = new ArrayList<>();
    private boolean unreadable;
    private boolean clusterDown;

    @Override
    public void put(String name, FileContent content, FileVersion version)
        throws DocumentTooLarge, IOException, PublishingFailed {
      if (unreadable) {
        throw new java.nio.file.AccessDeniedException(name);
      }
      if (clusterDown) {
        throw new PublishingFailed("no cluster", null);
      }
      if (content.size() > LIMIT) {
        throw new DocumentTooLarge(LIMIT);
      }
      try (InputStream in = content.open()) {
        events.add("put " + name + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    @Override
    public void delete(String name) {
      events.add("delete " + name);
    }
  }
}

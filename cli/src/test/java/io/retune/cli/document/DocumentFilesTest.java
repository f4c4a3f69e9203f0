package io.retune.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilesTest {
  @TempDir private Path folder;

  @Test
  void givesFilesInAFolderIdsThatDoNotDependOnWhereItLies() throws IOException {
    // Given
    Path guide = Files.createDirectories(folder.resolve("docs/guide"));
    Files.writeString(guide.resolve("intro.md"), "# Intro");
    Files.writeString(folder.resolve("docs/index.html"), "<p>");

    // When
    DocumentFiles files = DocumentFiles.below(List.of(folder.resolve("docs")));

    // Then
    assertThat(files.files())
        .extracting(DocumentFile::documentId)
        .containsExactly("docs/guide/intro.md", "docs/index.html");
    assertThat(files.failures()).isEmpty();
  }

  @Test
  void passesOverHiddenFilesAndFoldersExceptTheOnesNamed() throws IOException {
    // Given
    Path named = Files.createDirectories(folder.resolve(".named"));
    Files.writeString(named.resolve("seen.txt"), "seen");
    Files.writeString(named.resolve(".hidden"), "hidden");
    Files.writeString(Files.createDirectories(named.resolve(".git")).resolve("config"), "hidden");

    // When
    DocumentFiles files = DocumentFiles.below(List.of(named));

    // Then
    assertThat(files.files())
        .extracting(DocumentFile::documentId)
        .containsExactly(".named/seen.txt");
  }

  @Test
  void namesEachPathThatIsMissing() throws IOException {
    // Given
    Path there = Files.writeString(folder.resolve("there.txt"), "text");
    Path missing = folder.resolve("missing.txt");

    // When
    DocumentFiles files = DocumentFiles.below(List.of(missing, there));

    // Then
    assertThat(files.files()).extracting(DocumentFile::documentId).containsExactly("there.txt");
    assertThat(files.failures()).containsExactly("cannot read " + missing + ": no such file");
  }

  @Test
  void followsALinkThatStaysInTheFolder() throws IOException {
    // Given
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Files.writeString(Files.createDirectories(docs.resolve("v2")).resolve("a.txt"), "text");
    Files.createSymbolicLink(docs.resolve("latest"), Path.of("v2"));

    // When
    DocumentFiles files = DocumentFiles.below(List.of(docs));

    // Then
    assertThat(files.files())
        .extracting(DocumentFile::documentId)
        .containsExactly("docs/latest/a.txt", "docs/v2/a.txt");
    assertThat(files.failures()).isEmpty();
  }

  @Test
  void leavesLinksOutOfTheFolderOut() throws IOException {
    // Given
    Path secrets = Files.createDirectories(folder.resolve("docs-private"));
    Path key = Files.writeString(secrets.resolve("key.txt"), "secret");
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Files.writeString(docs.resolve("a.txt"), "text");
    Path linkToFolder = Files.createSymbolicLink(docs.resolve("link-1"), secrets);
    Path linkToFile = Files.createSymbolicLink(docs.resolve("link-2"), key);
    Path linkToLink = Files.createSymbolicLink(docs.resolve("link-3"), linkToFile);

    // When
    DocumentFiles files = DocumentFiles.below(List.of(docs));

    // Then
    assertThat(files.files()).extracting(DocumentFile::documentId).containsExactly("docs/a.txt");
    assertThat(files.failures())
        .containsExactlyInAnyOrder(
            "left out " + linkToFolder + ": a link out of " + docs,
            "left out " + linkToFile + ": a link out of " + docs,
            "left out " + linkToLink + ": a link out of " + docs);
  }

  @Test
  void takesAFolderThatIsNamedByALink() throws IOException {
    // Given
    Path docs = Files.createDirectories(folder.resolve("elsewhere/docs"));
    Files.writeString(docs.resolve("a.txt"), "text");
    Path link = Files.createSymbolicLink(folder.resolve("mine"), docs);

    // When
    DocumentFiles files = DocumentFiles.below(List.of(link));

    // Then
    assertThat(files.files()).extracting(DocumentFile::documentId).containsExactly("mine/a.txt");
    assertThat(files.failures()).isEmpty();
  }

  @Test
  @Timeout(30)
  void doesNotRunInCircles() throws IOException {
    // Given
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Files.writeString(docs.resolve("a.txt"), "text");
    Path circle = Files.createSymbolicLink(docs.resolve("circle"), docs);
    Path itself = docs.resolve("itself");
    Files.createSymbolicLink(itself, itself);

    // When
    DocumentFiles files = DocumentFiles.below(List.of(docs));

    // Then
    assertThat(files.files()).extracting(DocumentFile::documentId).containsExactly("docs/a.txt");
    assertThat(files.failures())
        .hasSize(2)
        .contains("cannot read " + circle + ": a link to a folder above it")
        .anyMatch(failure -> failure.startsWith("cannot read " + itself + ": "));
  }

  @Test
  void namesALinkToNothing() throws IOException {
    // Given
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Path dangling = Files.createSymbolicLink(docs.resolve("old"), Path.of("gone.txt"));

    // When
    DocumentFiles files = DocumentFiles.below(List.of(docs));

    // Then
    assertThat(files.files()).isEmpty();
    assertThat(files.failures()).containsExactly("cannot read " + dangling + ": no such file");
  }

  @Test
  void refusesAFileBeyondTheLimit() throws IOException {
    // Given
    Path large = folder.resolve("large.bin");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(200L << 20);
    }

    // When
    DocumentFiles files = DocumentFiles.below(List.of(large));

    // Then
    assertThat(files.files()).isEmpty();
    assertThat(files.failures())
        .containsExactly(large + " has 200 MB; a document has at most 64 MB");
  }

  @Test
  void takesAFileOfExactlyTheLimit() throws IOException {
    // Given
    Path large = folder.resolve("large.bin");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(Topics.MAX_DOCUMENT_BYTES);
    }

    // When
    DocumentFiles files = DocumentFiles.below(List.of(large));

    // Then
    assertThat(files.files()).hasSize(1);
  }

  @Test
  void refusesASecondFileOfTheSameId() throws IOException {
    // Given
    Path one = Files.createDirectories(folder.resolve("one/docs")).resolve("a.txt");
    Path two = Files.createDirectories(folder.resolve("two/docs")).resolve("a.txt");
    Files.writeString(one, "one");
    Files.writeString(two, "two");

    // When
    DocumentFiles files = DocumentFiles.below(List.of(one.getParent(), two.getParent()));

    // Then
    assertThat(files.files()).extracting(DocumentFile::path).containsExactly(one);
    assertThat(files.failures())
        .containsExactly(two + " would have the same id as " + one + ": docs/a.txt");
  }

  @Test
  void takesAFileThatIsNamedTwiceOnce() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("a.txt"), "text");

    // When
    DocumentFiles files = DocumentFiles.below(List.of(file, file));

    // Then
    assertThat(files.files()).hasSize(1);
    assertThat(files.failures()).isEmpty();
  }

  @Test
  void saysInOneLineThatThereIsNoPermission() {
    // Given
    IOException failure = new AccessDeniedException("/secret");

    // When
    String reason = DocumentFiles.reason(Path.of("/secret"), failure);

    // Then
    assertThat(reason).isEqualTo("cannot read /secret: no permission");
  }
}

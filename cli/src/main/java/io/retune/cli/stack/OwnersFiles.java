package io.retune.cli.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that their owner alone may read, from the moment they are there. Where a file
 * system knows no owners, they are like any other.
 */
final class OwnersFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnersFiles() {}

  /** Creates the folder and those above it; one that is there is closed to others. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (knowsOwners(folder)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  /** Writes a file anew. */
  static void write(Path file, String text) throws IOException {
    // One that is there keeps its permissions, and whoever has it open.
    Files.deleteIfExists(file);
    FileAttribute<?>[] attributes =
        knowsOwners(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
            : new FileAttribute<?>[] {};
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static boolean knowsOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}

package io.retune.ingest.source.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in a folder at one moment. Hidden files, links and files that a program is still writing
 * (by their names) are left out.
 *
 * @param files by path in the folder, with slashes
 * @param unreadable folders, by path with a slash at the end, whose files are not known
 */
record FolderListing(Map<String, FileVersion> files, Set<String> unreadable) {
  private static final Set<String> PARTIAL_ENDINGS =
      Set.of(".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp", "~");

  FolderListing {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    unreadable = Set.copyOf(unreadable);
  }

  /**
   * @throws IOException if the folder itself cannot be read
   */
  static FolderListing of(Path folder) throws IOException {
    Map<String, FileVersion> files = new TreeMap<>();
    Set<String> unreadable = new TreeSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && !isPartial(file)) {
              files.put(
                  name(folder, file),
                  new FileVersion(attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (file.equals(folder)) {
              throw failure;
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
              unreadable.add(name(folder, file) + "/");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              if (directory.equals(folder)) {
                throw failure;
              }
              unreadable.add(name(folder, directory) + "/");
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new FolderListing(files, unreadable);
  }

  /** Whether a file may be there although it was not seen. */
  boolean mayHold(String name) {
    return files.containsKey(name) || unreadable.stream().anyMatch(name::startsWith);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static boolean isPartial(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("~$") || PARTIAL_ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}

package io.retune.cli.document;

import io.retune.schemas.Topics;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files below some paths, in the order of their ids, and the reason for each that was left out.
 * Hidden files and folders are passed over.
 *
 * <p>A link is followed while it stays in the folder that was given: a feed should hold what is in
 * that folder, and not what a link in it points to elsewhere on the machine. A path that is given
 * may itself be a link.
 *
 * @param failures one line each
 */
public record DocumentFiles(List<DocumentFile> files, List<String> failures) {
  public DocumentFiles {
    files = List.copyOf(files);
    failures = List.copyOf(failures);
  }

  /**
   * The files below paths. A file's id is its name; the id of a file in a folder begins with the
   * name of that folder.
   *
   * @param paths files and folders
   */
  public static DocumentFiles below(List<Path> paths) {
    Map<String, Path> files = new HashMap<>();
    List<String> failures = new ArrayList<>();
    for (Path path : paths) {
      Path root = path.toAbsolutePath().normalize();
      Path base = root.getParent() == null ? root : root.getParent();
      try {
        Files.walkFileTree(
            root,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new Visitor(root, root.toRealPath(), base, files, failures));
      } catch (IOException e) {
        failures.add(reason(root, e));
      }
    }
    return new DocumentFiles(
        files.entrySet().stream()
            .map(entry -> new DocumentFile(entry.getValue(), entry.getKey()))
            .sorted(Comparator.comparing(DocumentFile::documentId))
            .toList(),
        failures);
  }

  /** Why a file cannot be read, in one line. */
  static String reason(Path path, IOException failure) {
    String why;
    if (failure instanceof AccessDeniedException) {
      why = "no permission";
    } else if (failure instanceof NoSuchFileException) {
      why = "no such file";
    } else if (failure instanceof FileSystemLoopException) {
      why = "a link to a folder above it";
    } else {
      why = failure.getMessage();
    }
    return "cannot read " + path + ": " + why;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path realRoot;
    private final Path base;
    private final Map<String, Path> files;
    private final List<String> failures;

    Visitor(Path root, Path realRoot, Path base, Map<String, Path> files, List<String> failures) {
      this.root = root;
      this.realRoot = realRoot;
      this.base = base;
      this.files = files;
      this.failures = failures;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isHidden(folder) || leadsOut(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file) || leadsOut(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        failures.add("cannot read " + file + ": not a regular file");
      } else if (!Files.isReadable(file)) {
        failures.add("cannot read " + file + ": no permission");
      } else if (attributes.size() > Topics.MAX_DOCUMENT_BYTES) {
        failures.add(
            file
                + " has "
                + (attributes.size() >> 20)
                + " MB; a document has at most "
                + (Topics.MAX_DOCUMENT_BYTES >> 20)
                + " MB");
      } else {
        add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      failures.add(reason(file, failure));
      return FileVisitResult.CONTINUE;
    }

    /** Whether a path is a link out of the folder, or to nothing; notes the reason where it is. */
    private boolean leadsOut(Path path) {
      if (path.equals(root) || !Files.isSymbolicLink(path)) {
        return false;
      }
      try {
        if (path.toRealPath().startsWith(realRoot)) {
          return false;
        }
        failures.add("left out " + path + ": a link out of " + root);
      } catch (IOException e) {
        failures.add(reason(path, e));
      }
      return true;
    }

    private void add(Path file) {
      String id = base.relativize(file).toString().replace('\\', '/');
      Path other = files.putIfAbsent(id, file);
      if (other != null && !other.equals(file)) {
        failures.add(file + " would have the same id as " + other + ": " + id);
      }
    }

    private boolean isHidden(Path path) {
      Path name = path.getFileName();
      return !path.equals(root) && name != null && name.toString().startsWith(".");
    }
  }
}

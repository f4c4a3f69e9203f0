package io.retune.ingest.source.folder;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which version of each file was taken, in a text file: a line for each with its URL-encoded name,
 * size and time. It is replaced as a whole, so that a crash leaves the old one or the new one. Not
 * thread-safe.
 */
final class FolderMemory {
  private static final String TAB = "\t";

  private final Path file;

  FolderMemory(Path file) {
    this.file = file;
  }

  /** Empty where nothing was remembered yet. */
  Map<String, FileVersion> read() throws IOException {
    Map<String, FileVersion> versions = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(TAB, -1);
        versions.put(
            URLDecoder.decode(fields[0], StandardCharsets.UTF_8),
            new FileVersion(Long.parseLong(fields[1]), Long.parseLong(fields[2])));
      }
    } catch (NoSuchFileException e) {
      return versions;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + " cannot be read: another program changed it", e);
    }
    return versions;
  }

  void write(Map<String, FileVersion> versions) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path next = absolute.resolveSibling(absolute.getFileName() + ".next");
    try (BufferedWriter lines = Files.newBufferedWriter(next)) {
      for (Map.Entry<String, FileVersion> entry : versions.entrySet()) {
        lines.write(URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8));
        lines.write(TAB + entry.getValue().size() + TAB + entry.getValue().modified() + "\n");
      }
    }
    Files.move(next, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

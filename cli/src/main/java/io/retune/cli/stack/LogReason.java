package io.retune.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds in a process's log the one line that says why it did not start. */
final class LogReason {
  private static final int TAIL_BYTES = 64 << 10;
  private static final int LONGEST = 300;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NO_MEMORY =
      Pattern.compile("insufficient memory|OutOfMemoryError|Cannot allocate memory|out of memory");
  private static final Pattern CAUSE =
      Pattern.compile("^(Caused by: |Exception in thread \"[^\"]*\" |[\\w.$]+(Exception|Error): )");

  private LogReason() {}

  /**
   * @param from where this run's lines begin in the file
   */
  static Optional<String> find(Path log, long from) {
    List<String> lines = tail(log, from);
    if (lines.stream().anyMatch(line -> NO_MEMORY.matcher(line).find())) {
      return Optional.of("there is not enough memory");
    }
    return lastMatch(lines.stream().map(LogReason::error).flatMap(Optional::stream).toList())
        .or(() -> lastMatch(lines.stream().filter(line -> CAUSE.matcher(line).find()).toList()))
        .or(() -> lastMatch(lines))
        .map(LogReason::shortened);
  }

  /** The message of a JSON log line of level ERROR or FATAL. */
  private static Optional<String> error(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode entry = JSON.readTree(line);
      String level = entry.path("level").asText();
      return level.equals("ERROR") || level.equals("FATAL")
          ? Optional.of(entry.path("message").asText())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> lastMatch(List<String> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static List<String> tail(Path log, long from) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(from, file.length() - TAIL_BYTES);
      file.seek(start);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

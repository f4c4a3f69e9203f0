package io.retune.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory processes could still get, where the system says so. */
final class FreeMemory {
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  private FreeMemory() {}

  /** In megabytes; empty on systems without {@code /proc/meminfo}. */
  static OptionalLong megabytes(Path memoryInformation) {
    try {
      Matcher matcher = AVAILABLE.matcher(Files.readString(memoryInformation));
      return matcher.find()
          ? OptionalLong.of(Long.parseLong(matcher.group(1)) / 1024)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}

package io.retune.ingest.extract;

import java.util.Map;
import java.util.Set;

/**
 * What an extracting process sees of the service's environment: the variables that a JVM and its
 * native libraries need, and none of those that hold passwords and keys.
 */
final class ExtractorEnvironment {
  private static final Set<String> NEEDED =
      Set.of(
          "PATH",
          "LD_LIBRARY_PATH",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          // Where the tokenizer's native library is unpacked.
          "DJL_CACHE_DIR",
          "ENGINE_CACHE_DIR");

  private ExtractorEnvironment() {}

  /**
   * Removes all variables but the needed ones.
   *
   * @param environment of a process that is to be started
   */
  static void reduce(Map<String, String> environment) {
    environment.keySet().retainAll(NEEDED);
  }
}

package io.retune.cli.command;

/** Versions in words. */
final class ReleaseWords {
  private ReleaseWords() {}

  static String version(long version) {
    return version == 0 ? "the base model" : "version " + version;
  }
}

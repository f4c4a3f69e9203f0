package io.retune.ingest.hostile;

import java.util.concurrent.Callable;

/**
 * A file that may harm whoever reads it.
 *
 * @param kind what is wrong with it, in a few words; unique
 * @param name its file name, which may lie
 * @param quick whether it is read in a few seconds
 * @param content makes its bytes, which may be many
 */
record HostileFile(String kind, String name, boolean quick, Callable<byte[]> content) {

  /** As its id in its collection. */
  String documentId() {
    return kind.replaceAll("[^A-Za-z0-9]+", "-") + "/" + name;
  }
}

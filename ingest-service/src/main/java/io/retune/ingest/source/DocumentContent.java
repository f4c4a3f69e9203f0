package io.retune.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a document that may be too large to hold twice. */
public interface DocumentContent {
  long size();

  /** From the beginning, each time. */
  InputStream open() throws IOException;
}

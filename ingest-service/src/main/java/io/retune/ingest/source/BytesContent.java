package io.retune.ingest.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;

/** Bytes that are in memory, and are not changed by whoever gave them. */
public final class BytesContent implements DocumentContent {
  private final byte[] bytes;

  public BytesContent(byte[] bytes) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}

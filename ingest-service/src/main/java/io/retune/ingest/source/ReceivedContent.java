package io.retune.ingest.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a stream that can be read once, kept until closed: a few in memory, more in a
 * temporary file. Not thread-safe.
 */
public final class ReceivedContent implements DocumentContent, AutoCloseable {
  private static final int IN_MEMORY = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private final byte[] head;
  private final Path file;
  private final long size;

  private ReceivedContent(byte[] head, Path file, long size) {
    this.head = head;
    this.file = file;
    this.size = size;
  }

  /**
   * Reads a stream to its end.
   *
   * @param limit the most bytes
   * @throws DocumentTooLarge as soon as there are more
   */
  public static ReceivedContent read(InputStream stream, long limit)
      throws IOException, DocumentTooLarge {
    byte[] head = stream.readNBytes((int) Math.min(IN_MEMORY, limit + 1));
    if (head.length > limit) {
      throw new DocumentTooLarge(limit);
    }
    if (head.length < IN_MEMORY) {
      return new ReceivedContent(head, null, head.length);
    }
    Path file = Files.createTempFile("retune-upload", ".bin");
    try {
      return new ReceivedContent(null, file, spool(head, stream, file, limit));
    } catch (IOException | DocumentTooLarge | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static long spool(byte[] head, InputStream stream, Path file, long limit)
      throws IOException, DocumentTooLarge {
    long size = head.length;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(head);
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        size += read;
        if (size > limit) {
          throw new DocumentTooLarge(limit);
        }
        out.write(buffer, 0, read);
      }
    }
    return size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return file == null ? new ByteArrayInputStream(head) : Files.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}

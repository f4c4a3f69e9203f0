package io.retune.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file.
 *
 * @param size in bytes, at the time it was looked at
 */
public record FileContent(Path file, long size) implements DocumentContent {
  public FileContent {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }
}

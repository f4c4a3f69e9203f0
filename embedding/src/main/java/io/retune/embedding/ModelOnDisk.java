package io.retune.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A model's file where ONNX Runtime can open it: from an array, the model would lie in Java's heap
 * as well. What was copied for that is gone when this is closed.
 */
final class ModelOnDisk implements AutoCloseable {

  private final Path path;
  private final String contentHash;
  private final boolean copied;

  private ModelOnDisk(Path path, String contentHash, boolean copied) {
    this.path = path;
    this.contentHash = contentHash;
    this.copied = copied;
  }

  static ModelOnDisk of(ModelFile file) throws IOException {
    if (file instanceof ModelFile.OnDisk onDisk) {
      return new ModelOnDisk(onDisk.path(), onDisk.contentHash(), false);
    }
    // A name of its own, which no other user can foresee or read.
    Path copy = Files.createTempFile("model", ".onnx");
    MessageDigest digest = Fingerprint.sha256();
    try (InputStream in = new DigestInputStream(file.open(), digest)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      String contentHash = file.checked(HexFormat.of().formatHex(digest.digest()));
      return new ModelOnDisk(copy, contentHash, true);
    } catch (IOException e) {
      Files.delete(copy);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Equal for equal contents. */
  String contentHash() {
    return contentHash;
  }

  @Override
  public void close() throws IOException {
    if (copied) {
      Files.delete(path);
    }
  }
}

package io.retune.embedding;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a model, on disk or on the class path. */
public sealed interface ModelFile {

  InputStream open() throws IOException;

  /** Equal for equal contents. */
  default String contentHash() throws IOException {
    try (InputStream in = open()) {
      return checked(Fingerprint.ofContent(in));
    }
  }

  /**
   * The hash of the contents, where they are those that are expected.
   *
   * @throws IOException if they are not
   */
  default String checked(String contentHash) throws IOException {
    return contentHash;
  }

  /** Weights may lie apart, in files whose names begin with the model's. */
  record OnDisk(Path path) implements ModelFile {

    @Override
    public String contentHash() throws IOException {
      Fingerprint fingerprint = new Fingerprint();
      try (DirectoryStream<Path> parts =
          Files.newDirectoryStream(path.toAbsolutePath().getParent(), path.getFileName() + "*")) {
        for (Path part : parts) {
          try (InputStream in = Files.newInputStream(part)) {
            fingerprint.with(part.getFileName().toString(), Fingerprint.ofContent(in));
          }
        }
      }
      return fingerprint.hex();
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }

  /**
   * At the root of the class path.
   *
   * @param sha256 of its contents, in hexadecimal digits: another file under the name is refused
   */
  record OnClassPath(String name, String sha256) implements ModelFile {

    @Override
    public String checked(String contentHash) throws IOException {
      if (!contentHash.equals(sha256)) {
        throw new IOException(
            "%s on the class path is another file: its SHA-256 is %s, not %s"
                .formatted(name, contentHash, sha256));
      }
      return contentHash;
    }

    @Override
    public InputStream open() throws IOException {
      URL url = ModelFile.class.getClassLoader().getResource(name);
      if (url == null) {
        throw new FileNotFoundException(name + " is not on the class path");
      }
      // By its address, because some class loaders read a whole resource into memory first.
      // Uncached, because closing a
      // cached connection's stream leaves the archive open.
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      return connection.getInputStream();
    }
  }
}

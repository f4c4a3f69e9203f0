package io.retune.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What decides a model's vectors, by name. */
final class Fingerprint {

  /** Counts changes of this module's code that change vectors. */
  private static final String REVISION = "1";

  private final Map<String, String> parts = new TreeMap<>(Map.of("revision", REVISION));

  Fingerprint with(String name, Object value) {
    parts.put(name, value.toString());
    return this;
  }

  /** SHA-256 in hexadecimal; the order of {@link #with} does not matter. */
  String hex() {
    MessageDigest digest = sha256();
    parts.forEach(
        (name, value) -> {
          byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
          // With its length, so that no two sets of parts read the same.
          digest.update((name + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 in hexadecimal of all that is left in the stream. */
  static String ofContent(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

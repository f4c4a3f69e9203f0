package io.retune.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A service that asks for tokens and knows four callers: {@code monitor} may read, {@code feed}
 * read and write, {@code anna} read and release, {@code blind} write and release. The hashes are
 * those of {@code printf %s token-of-NAME | sha256sum}.
 */
public class CallersProfile implements QuarkusTestProfile {
  private static final Map<String, String> ROLES =
      Map.of(
          "monitor",
          "read",
          "feed",
          "read,write",
          "anna",
          "read,release",
          "blind",
          "write,release");

  /** What a caller of this name shows. Names that are not in the file have tokens too. */
  public static String token(String name) {
    return "token-of-" + name;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path folder = Files.createTempDirectory("retune-callers");
      Path file =
          Files.createFile(
              folder.resolve("callers"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      List<String> lines =
          ROLES.entrySet().stream()
              .map(
                  caller ->
                      caller.getKey()
                          + " "
                          + caller.getValue()
                          + " "
                          + sha256(token(caller.getKey())))
              .collect(Collectors.toList());
      lines.add(0, "# name roles hash");
      Files.write(file, lines);
      return Map.of(
          "retune.http.auth", "token",
          "retune.http.tokens-file", file.toString(),
          "retune.state-dir", folder.resolve("state").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

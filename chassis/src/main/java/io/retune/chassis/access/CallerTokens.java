package io.retune.chassis.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The callers of a file. It holds hashes, so that who reads it cannot call; tokens are drawn at
 * random, so that no hash can be guessed back. Thread-safe.
 */
final class CallerTokens {
  private static final int HASH_BYTES = 32;
  private static final Set<PosixFilePermission> TOO_OPEN =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private record Entry(byte[] hash, Caller caller) {}

  private final List<Entry> entries;

  private CallerTokens(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * @throws IllegalArgumentException if the file cannot be read, may be read by everybody, or has a
   *     line that is no caller; says which
   */
  static CallerTokens read(Path file) {
    List<String> lines;
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
        throw new IllegalArgumentException(
            file + " can be read by everybody or written by others than its owner: chmod 600");
      }
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          entries.add(entry(line));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "%s, line %d: %s".formatted(file, i + 1, e.getMessage()), e);
        }
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(file + " names no caller");
    }
    return new CallerTokens(entries);
  }

  /** Whose token it is. Takes as long whichever it is, and whether it is one at all. */
  Optional<Caller> find(String token) {
    byte[] hash = sha256(token);
    Optional<Caller> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        found = Optional.of(entry.caller());
      }
    }
    return found;
  }

  private static Entry entry(String line) {
    String[] parts = line.split("\\s+");
    if (parts.length != 3) {
      throw new IllegalArgumentException("a caller is a name, its roles and a SHA-256");
    }
    Set<Role> roles =
        Stream.of(parts[1].split(",")).map(CallerTokens::role).collect(Collectors.toSet());
    return new Entry(hash(parts[2]), new Caller(parts[0], roles));
  }

  private static Role role(String name) {
    return Role.named(name)
        .orElseThrow(
            () -> new IllegalArgumentException("a role is read, write or release, not " + name));
  }

  /** What is no hash may be a token in the clear, so it is not repeated. */
  private static byte[] hash(String text) {
    byte[] hash;
    try {
      hash = HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      hash = new byte[0];
    }
    if (hash.length != HASH_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    return hash;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

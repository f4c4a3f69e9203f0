package io.retune.qagen.question;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of questions: the same question of the same node has the same id, whoever asks and however
 * often.
 */
public final class QuestionId {

  /** 128 bits: a collision among a billion questions has a chance below 10⁻²⁰. */
  private static final int BYTES = 16;

  private QuestionId() {}

  /** The id of a question of a node. */
  public static String of(String nodeId, String text) {
    return hash(nodeId + '\n' + text);
  }

  /** Behind {@code query-}, the id of a question without a node. */
  public static String ofQuery(String text) {
    return "query-" + hash(text);
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

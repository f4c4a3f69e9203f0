package io.retune.qagen.question;

import io.retune.schemas.ContentDigest;
import io.retune.schemas.QueryKey;

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
    return new ContentDigest().bare(nodeId + '\n' + text).hex(BYTES);
  }

  /** The id of a question without a node: behind the prefix of queries. */
  public static String ofQuery(String text) {
    return QueryKey.ofText(text);
  }
}

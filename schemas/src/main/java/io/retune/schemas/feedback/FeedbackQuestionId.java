package io.retune.schemas.feedback;

import io.retune.schemas.ContentDigest;

/** Ids of questions whose answer feedback showed: a prefix tells them from all others of a node. */
public final class FeedbackQuestionId {
  private static final String PREFIX = "feedback-";
  private static final int BYTES = 8;

  private FeedbackQuestionId() {}

  /**
   * The id of a question.
   *
   * @param form what texts that are the same question have in common
   */
  public static String of(String nodeId, String form) {
    return PREFIX + new ContentDigest().bare(nodeId + '\n' + form).hex(BYTES);
  }

  /** Whether a question of this id was found by feedback. */
  public static boolean isOne(String questionId) {
    return questionId.startsWith(PREFIX);
  }
}

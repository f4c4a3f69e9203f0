package io.retune.schemas;

/**
 * Where a node or a question stands when only a part of a collection is used: those of the lowest
 * numbers, unsigned, are taken. A number is made of ids alone, so the choice does not depend on the
 * order of arrival, an edit of one document changes little of it, and a smaller part lies within a
 * larger one.
 */
public final class SampleHash {
  private SampleHash() {}

  public static long of(String nodeId) {
    return new ContentDigest().field(nodeId).number();
  }

  /** The same question may be asked of two nodes. */
  public static long of(String nodeId, String questionId) {
    return new ContentDigest().field(nodeId).field(questionId).number();
  }

  /**
   * Whether it is within a share of all.
   *
   * @param share from 0 to 1
   */
  public static boolean isWithin(double share, long hash) {
    return share >= 1 || hash >>> 1 < (long) (share * 0x1p63);
  }
}

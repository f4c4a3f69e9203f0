package io.retune.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import java.util.Arrays;

/** The special tokens that a model puts before and after every text. */
final class TokenFrame {

  private final long[] before;
  private final long[] after;

  private TokenFrame(long[] before, long[] after) {
    this.before = before;
    this.after = after;
  }

  /**
   * @param encoding of any text that has a token, with its special tokens
   */
  static TokenFrame of(Encoding encoding) {
    long[] ids = encoding.getIds();
    long[] special = encoding.getSpecialTokenMask();
    int start = 0;
    while (start < ids.length && special[start] == 1) {
      start++;
    }
    int end = ids.length;
    while (end > start && special[end - 1] == 1) {
      end--;
    }
    return new TokenFrame(Arrays.copyOf(ids, start), Arrays.copyOfRange(ids, end, ids.length));
  }

  int length() {
    return before.length + after.length;
  }

  /** The given tokens, framed. */
  long[] around(long[] tokens) {
    long[] framed = new long[length() + tokens.length];
    System.arraycopy(before, 0, framed, 0, before.length);
    System.arraycopy(tokens, 0, framed, before.length, tokens.length);
    System.arraycopy(after, 0, framed, before.length + tokens.length, after.length);
    return framed;
  }
}

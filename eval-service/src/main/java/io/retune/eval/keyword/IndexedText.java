package io.retune.eval.keyword;

import io.retune.schemas.ContentDigest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * What an index knows a node's text by: the node's id and a hash of the text, in one term. The
 * order of terms is the order of the ids' UTF-8 bytes, as it is in a state store, so an index and a
 * store can be compared by reading both once.
 */
final class IndexedText {
  /** The longest id whose term Lucene takes, with room for escapes, in bytes. */
  static final int LONGEST_ID = 8_000;

  private static final int HASH_BYTES = Long.BYTES;

  private IndexedText() {}

  /**
   * The term of a node.
   *
   * @throws IllegalArgumentException if its id is longer than {@link #LONGEST_ID}
   */
  static BytesRef of(String nodeId, String text) {
    BytesRefBuilder term = new BytesRefBuilder();
    for (byte one : bytesOf(nodeId)) {
      term.append(one);
      if (one == 0) {
        // So that the end, a zero and a lower byte, comes before every id that goes on.
        term.append((byte) 0xFF);
      }
    }
    term.append((byte) 0);
    term.append((byte) 1);
    long hash = new ContentDigest().field(text).number();
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      term.append((byte) (hash >>> shift));
    }
    return term.get();
  }

  /** The id of the node whose term this is. */
  static String idOf(BytesRef term) {
    int end = term.offset + term.length - HASH_BYTES - 2;
    ByteArrayOutputStream id = new ByteArrayOutputStream(term.length);
    for (int i = term.offset; i < end; i++) {
      id.write(term.bytes[i]);
      if (term.bytes[i] == 0) {
        i++;
      }
    }
    return id.toString(StandardCharsets.UTF_8);
  }

  /**
   * An id as it is compared.
   *
   * @throws IllegalArgumentException if it is longer than {@link #LONGEST_ID}
   */
  static byte[] bytesOf(String nodeId) {
    byte[] id = nodeId.getBytes(StandardCharsets.UTF_8);
    if (id.length > LONGEST_ID) {
      throw new IllegalArgumentException(
          "a node's id of " + id.length + " bytes is longer than " + LONGEST_ID);
    }
    return id;
  }
}

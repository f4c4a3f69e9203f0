package io.retune.adapter.weights;

import io.retune.schemas.ContentDigest;

/** The SHA-256 of bytes, in lower-case hexadecimal digits. */
public final class Sha256 {

  private Sha256() {}

  public static String of(byte[] bytes) {
    return new ContentDigest().bare(bytes).hex();
  }
}

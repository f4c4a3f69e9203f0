package io.retune.adapter.follow;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;

/** Releases of adapters so simple that their vectors can be worked out by hand. */
final class Releases {

  static final String BASE_MODEL = "base-fingerprint";

  private Releases() {}

  /** Scales the first of two dimensions by x, the second by y. */
  static AdapterRelease diagonal(String collection, long version, float x, float y) {
    byte[] weights =
        new AdapterWeights().encode(new LinearAdapter(Tensor.of(new float[] {x, 0, 0, y}, 2, 2)));
    return AdapterRelease.newBuilder()
        .setCollection(collection)
        .setVersion(version)
        .setReleasedAt(Timestamp.newBuilder().setSeconds(1_800_000_000L + version))
        .setCheckpoint(
            AdapterCheckpoint.newBuilder()
                .setCollection(collection)
                .setVersion(version)
                .setWeights(ByteString.copyFrom(weights))
                .setWeightsSha256(Sha256.of(weights))
                .setBaseModel(
                    BaseModel.newBuilder()
                        .setName("base")
                        .setDimension(2)
                        .setFingerprint(BASE_MODEL)))
        .build();
  }

  static float[] unit(double x, double y) {
    double length = Math.hypot(x, y);
    return new float[] {(float) (x / length), (float) (y / length)};
  }
}

package io.retune.serving;

import com.google.protobuf.ByteString;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;
import java.time.Instant;

/** Adapters so simple that what they make of a vector is known without them. */
public final class SampleReleases {
  private SampleReleases() {}

  /** Version v turns the vector by v places: its first element is the v-th of what goes in. */
  public static AdapterCheckpoint turning(String collection, long version, BaseModel baseModel) {
    int dimension = baseModel.getDimension();
    float[] weight = new float[dimension * dimension];
    for (int row = 0; row < dimension; row++) {
      weight[row * dimension + (int) ((row + version) % dimension)] = 1;
    }
    byte[] file =
        new AdapterWeights().encode(new LinearAdapter(Tensor.of(weight, dimension, dimension)));
    return AdapterCheckpoint.newBuilder()
        .setCollection(collection)
        .setVersion(version)
        .setWeights(ByteString.copyFrom(file))
        .setWeightsSha256(Sha256.of(file))
        .setBaseModel(baseModel)
        .build();
  }

  /** What {@link #turning} makes of a vector. */
  public static float[] turned(float[] vector, long version) {
    float[] turned = new float[vector.length];
    for (int index = 0; index < vector.length; index++) {
      turned[index] = vector[(int) ((index + version) % vector.length)];
    }
    return turned;
  }

  /** A release of a version. */
  public static AdapterRelease of(AdapterCheckpoint checkpoint) {
    return AdapterRelease.newBuilder()
        .setCollection(checkpoint.getCollection())
        .setVersion(checkpoint.getVersion())
        .setCheckpoint(checkpoint)
        .setReleasedAt(InstantCodec.encode(Instant.ofEpochSecond(1_700_000_000)))
        .build();
  }
}

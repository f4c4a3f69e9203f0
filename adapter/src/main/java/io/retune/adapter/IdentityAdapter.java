package io.retune.adapter;

/** The base model itself: any dimension, only brought to unit length. */
public record IdentityAdapter() implements Adapter {

  @Override
  public float[] apply(float[] queryVector) {
    return UnitLength.of(queryVector.clone());
  }

  @Override
  public boolean fits(int dimension) {
    return true;
  }
}

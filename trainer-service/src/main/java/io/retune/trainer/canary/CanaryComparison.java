package io.retune.trainer.canary;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.BaseModelChange;
import io.retune.schemas.v1.BaseModelState;
import io.retune.schemas.v1.Vector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what has become of a base model. A pure function.
 *
 * @param baseModel that was asked
 * @param textsSha256 of the texts
 * @param tolerance the largest cosine distance that counts as none
 */
record CanaryComparison(BaseModel baseModel, String textsSha256, double tolerance) {

  /** How far the model is from what it was; 0 where nothing is known of it. */
  double distance(Optional<BaseModelState> known, List<float[]> now) {
    return known
        .filter(this::isOfTheseTexts)
        .map(state -> Canaries.distance(decode(state.getVectorsList()), now))
        .orElse(0.0);
  }

  /**
   * The state to be written, where it is another than the known one.
   *
   * @param known empty where the model is seen for the first time
   * @param now what the model makes of the texts
   */
  Optional<BaseModelState> next(Optional<BaseModelState> known, List<float[]> now, Instant time) {
    if (known.isEmpty() || !isOfTheseTexts(known.get()) && !known.get().hasChange()) {
      return Optional.of(
          BaseModelState.newBuilder()
              .setBaseModel(baseModel)
              .setTextsSha256(textsSha256)
              .addAllVectors(encode(now))
              .setSince(InstantCodec.encode(time))
              .build());
    }
    double distance = distance(known, now);
    boolean isKnownChange =
        known.get().hasChange()
            && Canaries.distance(decode(known.get().getChange().getVectorsList()), now)
                <= tolerance;
    // A model that is what it was again stays marked: vectors of the time between may be there.
    if (distance <= tolerance || isKnownChange) {
      return Optional.empty();
    }
    return Optional.of(
        known.get().toBuilder()
            .setChange(
                BaseModelChange.newBuilder()
                    .setSeenAt(
                        known.get().hasChange()
                            ? known.get().getChange().getSeenAt()
                            : InstantCodec.encode(time))
                    .setDistance(distance)
                    .addAllVectors(encode(now)))
            .build());
  }

  private boolean isOfTheseTexts(BaseModelState state) {
    return state.getTextsSha256().equals(textsSha256);
  }

  private static List<float[]> decode(List<Vector> vectors) {
    return vectors.stream().map(VectorCodec::decode).toList();
  }

  private static List<Vector> encode(List<float[]> vectors) {
    return vectors.stream().map(VectorCodec::encode).toList();
  }
}

package io.retune.trainer.train.stream;

import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.ImportRequest;

/** The adapter of an import, checked against a base model. */
public final class ImportedAdapter {

  private static final AdapterWeights WEIGHTS = new AdapterWeights();

  private ImportedAdapter() {}

  /**
   * Reads the adapter of a request.
   *
   * @param model of the collection
   * @throws MalformedFileException where the request holds no adapter, or not the one it names
   * @throws IllegalArgumentException where the adapter is for another base model
   */
  static Adapter read(ImportRequest request, BaseModel model) throws MalformedFileException {
    byte[] file = request.getWeights().toByteArray();
    String hash = Sha256.of(file);
    if (!hash.equals(request.getWeightsSha256())) {
      throw new MalformedFileException(
          "the weights have the hash %s, not %s".formatted(hash, request.getWeightsSha256()));
    }
    Adapter adapter = WEIGHTS.decode(file);
    checkFits(adapter, request.getBaseModelFingerprint(), model);
    return adapter;
  }

  /**
   * Returns if the adapter may stand on the base model.
   *
   * @param fingerprint of the base model that it was trained for; empty where that is not known
   * @throws IllegalArgumentException if not
   */
  public static void checkFits(Adapter adapter, String fingerprint, BaseModel model) {
    if (!fingerprint.isEmpty() && !fingerprint.equals(model.getFingerprint())) {
      throw new IllegalArgumentException(
          "the adapter belongs to base model %s, the collection to %s"
              .formatted(fingerprint, model.getFingerprint()));
    }
    int dimension = model.getDimension();
    if (!adapter.fits(dimension)) {
      throw new IllegalArgumentException(
          "the adapter does not map %d dimensions to %d".formatted(dimension, dimension));
    }
  }
}

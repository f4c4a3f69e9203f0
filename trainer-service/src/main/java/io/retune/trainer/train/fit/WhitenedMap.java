package io.retune.trainer.train.fit;

import java.util.List;

/**
 * What a whitened training learned, before it is centred and blended: A = T·W·T.
 *
 * @param dimension of the vectors
 * @param map A, [dimension, dimension] by rows
 * @param curve of the training
 */
record WhitenedMap(int dimension, float[] map, List<CurvePoint> curve) {}

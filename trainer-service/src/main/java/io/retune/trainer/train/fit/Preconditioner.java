package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Evens out the directions in which the nodes of a collection vary: T = ((S + tI)/t)^(−1/4) with S
 * the covariance of the nodes and t its mean eigenvalue, scaled so that |T(d − m)| is 1 in the mean
 * over the nodes d with mean m.
 *
 * <p>The ridge t bounds the stretch of directions that hardly vary, and the exponent −1/4 on either
 * side of the trained map makes up the −1/2 of a whitening.
 *
 * @param mean m, [dimension]
 * @param map T, symmetric, [dimension, dimension] by rows
 */
record Preconditioner(float[] mean, float[] map) {

  /**
   * @throws TrainingException where all nodes are the same vector
   */
  static Preconditioner of(NDManager manager, List<float[]> nodes, int dimension) {
    float[] mean = Rows.mean(nodes, dimension);
    try (NDManager scope = manager.newSubManager()) {
      NDArray centred =
          Rows.matrix(scope, nodes, dimension).sub(Rows.array(scope, mean, new Shape(dimension)));
      NDArray covariance = centred.transpose().matMul(centred).div(nodes.size());
      NDArray root =
          Rows.array(
              scope,
              inverseFourthRoot(covariance.toFloatArray(), dimension),
              new Shape(dimension, dimension));
      float length = centred.matMul(root).norm(new int[] {1}).mean().getFloat();
      return new Preconditioner(mean, root.div(length).toFloatArray());
    }
  }

  private static float[] inverseFourthRoot(float[] covariance, int dimension) {
    DMatrixRMaj matrix = new DMatrixRMaj(dimension, dimension);
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column < dimension; column++) {
        // The mean of both halves: a product in float need not be symmetric to the last bit.
        matrix.set(
            row,
            column,
            0.5
                * ((double) covariance[row * dimension + column]
                    + covariance[column * dimension + row]));
      }
    }
    double ridge = CommonOps_DDRM.trace(matrix) / dimension;
    if (!(ridge > 1e-12)) {
      throw new TrainingException("the nodes do not differ from each other");
    }
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(dimension, true, true);
    if (!decomposition.decompose(matrix)) {
      throw new TrainingException("the covariance of the nodes has no eigen-decomposition");
    }
    DMatrixRMaj scaled = new DMatrixRMaj(dimension, dimension);
    for (int i = 0; i < dimension; i++) {
      double value = Math.max(decomposition.getEigenvalue(i).getReal(), 0);
      double eighthRoot = Math.pow((value + ridge) / ridge, -0.125);
      DMatrixRMaj vector = decomposition.getEigenVector(i);
      for (int row = 0; row < dimension; row++) {
        scaled.set(row, i, vector.get(row) * eighthRoot);
      }
    }
    DMatrixRMaj root = new DMatrixRMaj(dimension, dimension);
    CommonOps_DDRM.multTransB(scaled, scaled, root);
    float[] values = new float[dimension * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) root.data[i];
    }
    return values;
  }
}

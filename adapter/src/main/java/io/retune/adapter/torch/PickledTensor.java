package io.retune.adapter.torch;

import java.util.List;

/**
 * A tensor whose values lie elsewhere: a view of a storage.
 *
 * @param storage the name of the storage
 * @param storageSize number of values in the storage
 * @param offset of the first value
 * @param shape sizes, each at least 1
 * @param strides steps between neighbours, by dimension
 */
record PickledTensor(
    String storage, int storageSize, int offset, List<Integer> shape, List<Integer> strides) {}

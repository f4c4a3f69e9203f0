package io.retune.adapter.safetensors;

import io.retune.adapter.tensor.AnyTensor;
import io.retune.adapter.tensor.ByteTensor;
import io.retune.adapter.tensor.IntTensor;
import io.retune.adapter.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types that are read and written, under the names that the format gives them. */
enum ElementType {
  F32(Float.BYTES) {
    @Override
    void write(AnyTensor tensor, ByteBuffer target) {
      target.asFloatBuffer().put(((Tensor) tensor).values());
      target.position(target.position() + tensor.size() * Float.BYTES);
    }

    @Override
    AnyTensor read(ByteBuffer source, int[] shape) {
      float[] values = new float[source.remaining() / Float.BYTES];
      source.asFloatBuffer().get(values);
      return Tensor.of(values, shape);
    }
  },
  I32(Integer.BYTES) {
    @Override
    void write(AnyTensor tensor, ByteBuffer target) {
      target.asIntBuffer().put(((IntTensor) tensor).toArray());
      target.position(target.position() + tensor.size() * Integer.BYTES);
    }

    @Override
    AnyTensor read(ByteBuffer source, int[] shape) {
      int[] values = new int[source.remaining() / Integer.BYTES];
      source.asIntBuffer().get(values);
      return IntTensor.of(values, shape);
    }
  },
  I8(Byte.BYTES) {
    @Override
    void write(AnyTensor tensor, ByteBuffer target) {
      target.put(((ByteTensor) tensor).toArray());
    }

    @Override
    AnyTensor read(ByteBuffer source, int[] shape) {
      byte[] values = new byte[source.remaining()];
      source.get(values);
      return ByteTensor.of(values, shape);
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  static ElementType of(AnyTensor tensor) {
    if (tensor instanceof ByteTensor) {
      return I8;
    }
    return tensor instanceof IntTensor ? I32 : F32;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Of one element. */
  int bytes() {
    return bytes;
  }

  /** Writes all values, and moves the position behind them. */
  abstract void write(AnyTensor tensor, ByteBuffer target);

  /**
   * @param source as many bytes as the shape needs, in the order of the format
   */
  abstract AnyTensor read(ByteBuffer source, int[] shape);
}

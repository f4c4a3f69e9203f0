package io.retune.adapter.torch;

import io.retune.adapter.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pickles a dictionary of tensors, protocol 2, as {@code torch.save} does; storages by place. */
final class PickleWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The values themselves are not in it: the tensor at place i has the storage "i". */
  static byte[] stateDict(Map<String, Tensor> tensors) {
    PickleWriter writer = new PickleWriter();
    writer.op(Pickle.PROTOCOL).write(Pickle.PROTOCOL_VERSION);
    writer.emptyOrderedDict();
    writer.op(Pickle.MARK);
    int storage = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      writer.text(entry.getKey());
      writer.tensor(entry.getValue(), Integer.toString(storage));
      storage++;
    }
    writer.op(Pickle.SET_ITEMS);
    writer.op(Pickle.STOP);
    return writer.bytes.toByteArray();
  }

  private void tensor(Tensor tensor, String storage) {
    global(Global.REBUILD_TENSOR);
    op(Pickle.MARK);
    storage(tensor, storage);
    integer(0);
    int[] shape = tensor.shape();
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int index = shape.length - 1; index >= 0; index--) {
      strides[index] = stride;
      stride *= shape[index];
    }
    tuple(shape);
    tuple(strides);
    op(Pickle.FALSE);
    emptyOrderedDict();
    op(Pickle.TUPLE);
    op(Pickle.REDUCE);
  }

  private void storage(Tensor tensor, String storage) {
    op(Pickle.MARK);
    text("storage");
    global(Global.FLOAT_STORAGE);
    text(storage);
    text("cpu");
    integer(tensor.size());
    op(Pickle.TUPLE);
    op(Pickle.PERSISTENT_ID);
  }

  private void emptyOrderedDict() {
    global(Global.ORDERED_DICT);
    op(Pickle.EMPTY_TUPLE);
    op(Pickle.REDUCE);
  }

  private void global(Global global) {
    op(Pickle.GLOBAL);
    bytes.writeBytes(
        (global.module() + "\n" + global.qualifiedName() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void tuple(int[] numbers) {
    op(Pickle.MARK);
    for (int number : numbers) {
      integer(number);
    }
    op(Pickle.TUPLE);
  }

  private void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    op(Pickle.TEXT);
    littleEndian(encoded.length);
    bytes.writeBytes(encoded);
  }

  private void integer(int number) {
    op(Pickle.INTEGER);
    littleEndian(number);
  }

  private void littleEndian(int number) {
    bytes.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  private ByteArrayOutputStream op(int code) {
    bytes.write(code);
    return bytes;
  }
}

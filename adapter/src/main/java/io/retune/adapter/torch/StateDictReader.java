package io.retune.adapter.torch;

import io.retune.adapter.MalformedFileException;
import io.retune.adapter.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the float32 tensors of a {@code state_dict} that {@code torch.save} wrote, without running
 * anything in it. Safe for use by many threads at once.
 */
public final class StateDictReader {

  private static final int MAX_PICKLE_BYTES = 1 << 20;
  private static final int MAX_NOTE_BYTES = 64;
  private static final int MAX_TENSORS = 64;

  /** All tensors together: 512 MB. */
  private static final long MAX_VALUES = 128L << 20;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** The pickled magic number that PyTorch's files began with before 1.6. */
  private static final byte[] LEGACY = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

  private static final String PICKLE = "data.pkl";

  /**
   * @return the tensors by name, in the order of the file
   * @throws MalformedFileException where the file holds anything but named float32 tensors
   * @throws IOException where the file cannot be read
   */
  public Map<String, Tensor> read(Path file) throws IOException {
    requireZip(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(zip);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new MalformedFileException("the ZIP file is damaged: " + e.getMessage(), e);
    }
  }

  private static void requireZip(Path file) throws IOException {
    byte[] start;
    try (InputStream stream = Files.newInputStream(file)) {
      start = stream.readNBytes(LEGACY.length);
    }
    if (Arrays.equals(start, LEGACY)) {
      throw new MalformedFileException(
          "the file is in PyTorch's format before 1.6: load it and save it again with torch.save");
    }
    if (start.length < ZIP.length || !Arrays.equals(start, 0, ZIP.length, ZIP, 0, ZIP.length)) {
      throw new MalformedFileException("the file was not written by torch.save");
    }
  }

  private static Map<String, Tensor> read(ZipFile zip) throws IOException {
    String folder = folder(zip);
    requireByteOrder(zip, folder);
    Map<String, PickledTensor> pickled =
        PickleMachine.stateDict(content(zip, folder + PICKLE, MAX_PICKLE_BYTES));
    if (pickled.size() > MAX_TENSORS) {
      throw new MalformedFileException("%d tensors are too many".formatted(pickled.size()));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long values = 0;
    for (Map.Entry<String, PickledTensor> entry : pickled.entrySet()) {
      PickledTensor view = entry.getValue();
      values += view.storageSize();
      if (values > MAX_VALUES) {
        throw new MalformedFileException("the tensors are too large");
      }
      FloatBuffer storage = storage(zip, folder + "data/" + view.storage(), view.storageSize());
      tensors.put(entry.getKey(), gather(entry.getKey(), view, storage));
    }
    return tensors;
  }

  private static String folder(ZipFile zip) throws MalformedFileException {
    List<String> pickles =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith("/" + PICKLE))
            .filter(name -> name.indexOf('/') == name.length() - PICKLE.length() - 1)
            .toList();
    if (pickles.size() != 1) {
      throw new MalformedFileException(
          "the ZIP file has no single folder with a %s: torch.save did not write it"
              .formatted(PICKLE));
    }
    return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
  }

  private static void requireByteOrder(ZipFile zip, String folder) throws IOException {
    if (zip.getEntry(folder + "byteorder") != null) {
      byte[] order = content(zip, folder + "byteorder", MAX_NOTE_BYTES);
      if (!new String(order, StandardCharsets.US_ASCII).equals("little")) {
        throw new MalformedFileException("the tensors are not little-endian");
      }
    }
  }

  private static FloatBuffer storage(ZipFile zip, String name, int size) throws IOException {
    byte[] content = content(zip, name, Math.multiplyExact(size, Float.BYTES));
    if (content.length != size * Float.BYTES) {
      throw new MalformedFileException(
          "'%s' has %d bytes, not %d".formatted(name, content.length, size * Float.BYTES));
    }
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private static byte[] content(ZipFile zip, String name, int maxBytes) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new MalformedFileException("the ZIP file has no '%s'".formatted(name));
    }
    if (entry.getSize() > maxBytes) {
      throw new MalformedFileException(
          "'%s' has %d bytes, more than %d".formatted(name, entry.getSize(), maxBytes));
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] content = stream.readNBytes(maxBytes);
      if (stream.read() >= 0) {
        throw new MalformedFileException("'%s' has more than %d bytes".formatted(name, maxBytes));
      }
      return content;
    }
  }

  /** Brings the view's values into row-major order. */
  private static Tensor gather(String name, PickledTensor view, FloatBuffer storage)
      throws MalformedFileException {
    int rank = view.shape().size();
    if (rank == 0 || rank != view.strides().size()) {
      throw new MalformedFileException("'%s' has no shape that fits its strides".formatted(name));
    }
    long size = 1;
    long last = view.offset();
    for (int index = 0; index < rank; index++) {
      int dimension = view.shape().get(index);
      // A view larger than its storage repeats values: no weights do, and it could be of any size.
      if (dimension < 1 || size * dimension > storage.limit()) {
        throw new MalformedFileException(
            "'%s' has the shape %s over %d values".formatted(name, view.shape(), storage.limit()));
      }
      size *= dimension;
      last += (dimension - 1L) * view.strides().get(index);
    }
    if (last >= storage.limit()) {
      throw new MalformedFileException("'%s' reaches beyond its storage".formatted(name));
    }
    int[] shape = view.shape().stream().mapToInt(Integer::intValue).toArray();
    float[] values = new float[(int) size];
    int[] position = new int[rank];
    for (int index = 0; index < values.length; index++) {
      int place = view.offset();
      for (int dimension = 0; dimension < rank; dimension++) {
        place += position[dimension] * view.strides().get(dimension);
      }
      values[index] = storage.get(place);
      advance(position, shape);
    }
    return Tensor.of(values, shape);
  }

  private static void advance(int[] position, int[] shape) {
    for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
      position[dimension]++;
      if (position[dimension] < shape[dimension]) {
        return;
      }
      position[dimension] = 0;
    }
  }
}

package io.retune.adapter.torch;

import io.retune.adapter.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes tensors as {@code torch.save} writes a {@code state_dict}: a ZIP file, not compressed,
 * with a pickle and one entry of little-endian float32 for each tensor. {@code torch.load} takes it
 * with {@code weights_only=True}. The same tensors give the same bytes.
 */
public final class StateDictWriter {

  /** PyTorch writes the name of the file that it saves to. Nobody reads it. */
  private static final String FOLDER = "pytorch_model/";

  /** Where PyTorch lets an entry's content begin, so that it can be mapped into memory. */
  private static final int ALIGNMENT = 64;

  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;

  /** "FB", as PyTorch marks its padding. */
  private static final short PADDING_ID = 0x4246;

  /** Any fixed time: the ZIP format has no way to say none. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /**
   * Writes the whole file, and leaves the stream open.
   *
   * @param tensors by name; their order is kept
   * @throws IOException where the stream cannot be written to
   */
  public void write(Map<String, Tensor> tensors, OutputStream stream) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(stream);
    zip.setMethod(ZipOutputStream.STORED);
    long offset = put(zip, 0, "data.pkl", PickleWriter.stateDict(tensors));
    offset = put(zip, offset, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    int storage = 0;
    for (Tensor tensor : tensors.values()) {
      offset = put(zip, offset, "data/" + storage, content(tensor));
      storage++;
    }
    put(zip, offset, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    zip.finish();
  }

  private static byte[] content(Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.values());
    return bytes.array();
  }

  /** Returns where the next entry begins. */
  private static long put(ZipOutputStream zip, long offset, String name, byte[] content)
      throws IOException {
    String path = FOLDER + name;
    long headers = LOCAL_HEADER_BYTES + path.length() + EXTRA_HEADER_BYTES;
    int padding = (int) Math.floorMod(-(offset + headers), (long) ALIGNMENT);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(path);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(TIME);
    entry.setExtra(
        ByteBuffer.allocate(EXTRA_HEADER_BYTES + padding)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort(PADDING_ID)
            .putShort((short) padding)
            .array());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
    return offset + headers + padding + content.length;
  }
}

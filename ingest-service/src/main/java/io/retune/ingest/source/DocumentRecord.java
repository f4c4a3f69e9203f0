package io.retune.ingest.source;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.retune.schemas.v1.Document;
import java.io.IOException;
import java.io.InputStream;

/**
 * Writes a document's record around its content, so that the content is in memory once, and not
 * three times as when a message is built and serialized.
 */
final class DocumentRecord {
  private DocumentRecord() {}

  /**
   * The bytes of the message with this content.
   *
   * @param description the message without content
   * @throws IOException if the content cannot be read or has not the size it says
   */
  static byte[] of(Document description, DocumentContent content) throws IOException {
    int size = Math.toIntExact(content.size());
    int described = description.getSerializedSize();
    int tag = CodedOutputStream.computeTagSize(Document.CONTENT_FIELD_NUMBER);
    byte[] record =
        new byte[described + tag + CodedOutputStream.computeUInt32SizeNoTag(size) + size];
    CodedOutputStream out = CodedOutputStream.newInstance(record);
    description.writeTo(out);
    out.writeTag(Document.CONTENT_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(size);
    out.flush();
    try (InputStream in = content.open()) {
      int read = in.readNBytes(record, record.length - size, size);
      if (read != size || in.read() >= 0) {
        throw new IOException("the content changed while it was read");
      }
    }
    return record;
  }
}

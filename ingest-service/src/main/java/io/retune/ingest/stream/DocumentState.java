package io.retune.ingest.stream;

import io.retune.ingest.node.NodeId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is remembered of a document: enough to tell whether it changed, and which of its nodes did.
 *
 * @param content hash of its bytes, and of the settings they were parsed and cut with
 * @param description hash of what was said of it (title, source, split, metadata)
 * @param nodes the mark of each node by its id, in the order of the document
 */
record DocumentState(String content, String description, Map<String, Long> nodes) {
  private static final int FORMAT = 1;
  private static final HexFormat HEX = HexFormat.of();

  DocumentState {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  /** Before the first version of a document. */
  static DocumentState none() {
    return new DocumentState("", "", Map.of());
  }

  /** Whether another version of the document gives the same nodes. */
  boolean isSameAs(String otherContent, String otherDescription) {
    return content.equals(otherContent) && description.equals(otherDescription);
  }

  static Serde<DocumentState> serde() {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : state.toBytes(),
        (topic, bytes) -> bytes == null ? null : fromBytes(bytes));
  }

  private byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(80 + nodes.size() * 24);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(content);
      out.writeUTF(description);
      out.writeInt(nodes.size());
      for (Map.Entry<String, Long> node : nodes.entrySet()) {
        out.write(HEX.parseHex(node.getKey()));
        out.writeLong(node.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static DocumentState fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new SerializationException("document state of unknown format " + format);
      }
      String content = in.readUTF();
      String description = in.readUTF();
      int size = in.readInt();
      Map<String, Long> nodes = new LinkedHashMap<>(size * 2);
      for (int i = 0; i < size; i++) {
        String id = HEX.formatHex(in.readNBytes(NodeId.BYTES));
        nodes.put(id, in.readLong());
      }
      return new DocumentState(content, description, nodes);
    } catch (IOException e) {
      throw new SerializationException("document state cannot be read", e);
    }
  }
}

package io.retune.ingest.extract;

import io.retune.ingest.chunk.Chunk;
import io.retune.ingest.parse.DocumentRejected;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the service and its extracting process say to each other, over the process's own pipes. */
final class ExtractorProtocol {
  private static final int READY = 0x52544E45;
  private static final int EXTRACTED = 1;
  private static final int REJECTED = 2;

  private ExtractorProtocol() {}

  static void writeReady(DataOutputStream out) throws IOException {
    out.writeInt(READY);
    out.flush();
  }

  /**
   * @throws IllegalArgumentException if the process cannot work with its settings
   */
  static void readReady(DataInputStream in) throws IOException {
    int answer = in.readInt();
    if (answer == REJECTED) {
      throw new IllegalArgumentException(readText(in));
    }
    if (answer != READY) {
      throw new IOException("it answers in another protocol");
    }
  }

  static void writeRequest(DataOutputStream out, SourceDocument document) throws IOException {
    writeText(out, document.name());
    writeText(out, document.mediaType());
    out.writeInt(document.content().size());
    document.content().writeTo(out);
    out.flush();
  }

  static void writeExtracted(DataOutputStream out, ExtractedDocument extracted) throws IOException {
    out.writeInt(EXTRACTED);
    writeText(out, extracted.title());
    writeText(out, extracted.language());
    out.writeInt(extracted.chunks().size());
    for (Chunk chunk : extracted.chunks()) {
      writeText(out, chunk.text());
      out.writeInt(chunk.page());
      writeText(out, chunk.heading());
      out.writeInt(chunk.tokens());
    }
    out.flush();
  }

  static void writeRejected(DataOutputStream out, String reason) throws IOException {
    out.writeInt(REJECTED);
    writeText(out, reason);
    out.flush();
  }

  static ExtractedDocument readAnswer(DataInputStream in) throws IOException, DocumentRejected {
    int answer = in.readInt();
    if (answer == REJECTED) {
      throw new DocumentRejected(readText(in));
    }
    if (answer != EXTRACTED) {
      throw new IOException("unknown answer " + answer);
    }
    String title = readText(in);
    String language = readText(in);
    int count = in.readInt();
    List<Chunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String text = readText(in);
      int page = in.readInt();
      String heading = readText(in);
      chunks.add(new Chunk(text, page, heading, in.readInt()));
    }
    return new ExtractedDocument(title, language, chunks);
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}

package io.retune.ingest.extract;

import io.retune.embedding.EmbeddingException;
import io.retune.ingest.parse.DocumentRejected;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * The process that parses and cuts: documents come in on its standard input one after the other,
 * their chunks leave on its standard output, until the input ends.
 */
public final class ExtractorProcess {
  private final LocalExtractor extractor;

  private ExtractorProcess(LocalExtractor extractor) {
    this.extractor = extractor;
  }

  /**
   * @param arguments of {@link ExtractorSettings}
   */
  public static void main(String[] arguments) throws IOException {
    // Parsers that print must not print into the answers, and what they log is of no use here.
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    System.setOut(System.err);
    Logger.getLogger("").setLevel(Level.SEVERE);
    LocalExtractor extractor;
    try {
      extractor = LocalExtractor.load(ExtractorSettings.parse(arguments));
    } catch (IllegalArgumentException | EmbeddingException e) {
      ExtractorProtocol.writeRejected(out, e.getMessage());
      return;
    }
    try (extractor) {
      ExtractorProtocol.writeReady(out);
      new ExtractorProcess(extractor)
          .answerAll(new DataInputStream(new BufferedInputStream(System.in, 1 << 16)), out);
    }
  }

  private void answerAll(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      String name;
      try {
        name = ExtractorProtocol.readText(in);
      } catch (EOFException endOfInput) {
        return;
      }
      String mediaType = ExtractorProtocol.readText(in);
      InputStream content =
          BoundedInputStream.builder()
              .setInputStream(in)
              .setMaxCount(in.readInt())
              .setPropagateClose(false)
              .get();
      answer(name, mediaType, content, out);
    }
  }

  private void answer(String name, String mediaType, InputStream content, DataOutputStream out)
      throws IOException {
    ExtractedDocument extracted;
    try {
      extracted = extractor.extract(name, mediaType, content);
    } catch (DocumentRejected rejected) {
      content.transferTo(OutputStream.nullOutputStream());
      ExtractorProtocol.writeRejected(out, rejected.getMessage());
      return;
    } catch (RuntimeException | StackOverflowError e) {
      content.transferTo(OutputStream.nullOutputStream());
      ExtractorProtocol.writeRejected(out, "cannot be cut into nodes: " + e);
      return;
    }
    content.transferTo(OutputStream.nullOutputStream());
    ExtractorProtocol.writeExtracted(out, extracted);
  }
}

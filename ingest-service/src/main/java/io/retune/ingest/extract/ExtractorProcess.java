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
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * The process that parses and cuts: documents come in on its standard input one after the other,
 * their chunks leave on its standard output, until the input ends.
 */
public final class ExtractorProcess {
  /**
   * For documents that are nested deeply. It is address space: memory is taken where a document
   * needs it.
   */
  private static final long STACK_BYTES = 64L << 20;

  private final LocalExtractor extractor;
  private final int maxNodes;

  private ExtractorProcess(LocalExtractor extractor, int maxNodes) {
    this.extractor = extractor;
    this.maxNodes = maxNodes;
  }

  /**
   * @param arguments the most nodes of a document, then those of {@link ExtractorSettings}
   */
  public static void main(String[] arguments) throws InterruptedException {
    // Parsers that print must not print into the answers, and what they log is of no use here.
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    System.setOut(System.err);
    Logger.getLogger("").setLevel(Level.SEVERE);
    Thread worker = new Thread(null, () -> work(arguments, out), "extractor", STACK_BYTES);
    worker.start();
    worker.join();
  }

  private static void work(String[] arguments, DataOutputStream out) {
    try {
      serve(arguments, out);
    } catch (IOException e) {
      throw new UncheckedIOException("the service is gone", e);
    }
  }

  private static void serve(String[] arguments, DataOutputStream out) throws IOException {
    int maxNodes = Integer.parseInt(arguments[0]);
    LocalExtractor extractor;
    try {
      extractor =
          LocalExtractor.load(
              ExtractorSettings.parse(Arrays.copyOfRange(arguments, 1, arguments.length)));
    } catch (IllegalArgumentException | EmbeddingException e) {
      ExtractorProtocol.writeRejected(out, e.getMessage());
      return;
    }
    try (extractor) {
      ExtractorProtocol.writeReady(out);
      new ExtractorProcess(extractor, maxNodes)
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
    int nodes = extracted.chunks().size();
    if (nodes > maxNodes) {
      ExtractorProtocol.writeRejected(
          out, nodes + " nodes, more than the " + maxNodes + " that one document may have");
      return;
    }
    ExtractorProtocol.writeExtracted(out, extracted);
  }
}

package io.retune.cli.document;

import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.output.Progress;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Streams files into {@code documents}. */
public final class DocumentFeed {
  private static final int BETWEEN_LOOKS = 25;

  private final RecordWriter writer;

  public DocumentFeed(RecordWriter writer) {
    this.writer = writer;
  }

  /**
   * Sends what can be read, and returns when the broker has it.
   *
   * @param progress shown how many files are done
   * @param pace called now and then; returns when more is to be sent
   * @return how many, how large, and one line for each that could not be read
   */
  public Sent send(DocumentFiles files, DocumentMessage message, Progress progress, Runnable pace) {
    List<String> failures = new ArrayList<>(files.failures());
    int documents = 0;
    long bytes = 0;
    try (Progress.Task task = progress.begin("documents", files.files().size())) {
      for (DocumentFile file : files.files()) {
        try {
          Document document = message.of(file);
          write(document);
          documents++;
          if (documents % BETWEEN_LOOKS == 0) {
            pace.run();
          }
          bytes += document.getContent().size();
        } catch (IOException e) {
          failures.add(DocumentFiles.reason(file.path(), e));
        }
        task.at(documents + failures.size() - files.failures().size());
      }
      writer.flush();
    }
    return new Sent(documents, bytes, failures);
  }

  /** Sends one document, without waiting for the broker to have it. */
  public void write(Document document) {
    EntryKey key = new EntryKey(document.getCollection(), document.getDocumentId());
    writer.write(Topics.DOCUMENTS, key.toString(), document);
  }

  /**
   * @param failures one line each
   */
  public record Sent(int documents, long bytes, List<String> failures) {
    public Sent {
      failures = List.copyOf(failures);
    }
  }
}

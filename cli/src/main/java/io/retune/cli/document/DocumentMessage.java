package io.retune.cli.document;

import com.google.protobuf.UnsafeByteOperations;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;

/**
 * Makes the message of a file.
 *
 * @param questions that people asked, which travel with the documents that answer them
 */
public record DocumentMessage(String collection, Split split, AnsweredQuestions questions) {

  /** Without questions. */
  public DocumentMessage(String collection, Split split) {
    this(collection, split, AnsweredQuestions.none());
  }

  /**
   * @throws IOException if the file cannot be read
   */
  public Document of(DocumentFile file) throws IOException {
    byte[] content = Files.readAllBytes(file.path());
    Instant modified = Files.getLastModifiedTime(file.path()).toInstant();
    return Document.newBuilder()
        .setCollection(collection)
        .setDocumentId(file.documentId())
        // Nobody else holds the bytes, and there may be many of them.
        .setContent(UnsafeByteOperations.unsafeWrap(content))
        .setSourceUri(file.path().toUri().toString())
        .setSplit(split)
        .addAllQuestions(questions.of(file.documentId()))
        .setModifiedAt(InstantCodec.encode(modified))
        .build();
  }
}

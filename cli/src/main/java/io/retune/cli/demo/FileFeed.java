package io.retune.cli.demo;

import io.retune.cli.CommandFailure;
import io.retune.cli.document.DocumentFile;
import io.retune.cli.document.DocumentFiles;
import io.retune.cli.document.DocumentMessage;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Documents from files, in one step. */
final class FileFeed {
  private FileFeed() {}

  /**
   * @param validation where there are none, the services draw validation nodes among all
   * @throws CommandFailure if a file cannot be read
   */
  static Feed read(List<Path> train, List<Path> validation, String collection) {
    Split split = validation.isEmpty() ? Split.SPLIT_UNSPECIFIED : Split.SPLIT_TRAIN;
    List<Document> documents = new ArrayList<>();
    documents.addAll(documents(train, new DocumentMessage(collection, split)));
    documents.addAll(
        documents(validation, new DocumentMessage(collection, Split.SPLIT_VALIDATION)));
    if (documents.isEmpty()) {
      throw new CommandFailure("there are no documents in the folders given");
    }
    return new Feed(List.of(new FeedStep("your documents", documents, List.of())), "people's");
  }

  private static List<Document> documents(List<Path> paths, DocumentMessage message) {
    DocumentFiles files = DocumentFiles.below(paths);
    if (!files.failures().isEmpty()) {
      throw new CommandFailure(files.failures().get(0));
    }
    List<Document> documents = new ArrayList<>();
    for (DocumentFile file : files.files()) {
      try {
        documents.add(message.of(file));
      } catch (IOException e) {
        throw new CommandFailure("cannot read " + file.path() + ": " + e.getMessage(), e);
      }
    }
    return documents;
  }
}

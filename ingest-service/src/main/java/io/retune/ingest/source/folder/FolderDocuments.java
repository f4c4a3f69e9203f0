package io.retune.ingest.source.folder;

import io.retune.ingest.source.DocumentPublisher;
import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.FileContent;
import io.retune.ingest.source.PublishingFailed;
import io.retune.schemas.EntryKey;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Makes documents of a folder's files. The id of a document is the path in the folder. */
record FolderDocuments(DocumentPublisher publisher, String collection, Split split)
    implements FolderSink {

  @Override
  public void put(String name, FileContent content, FileVersion version)
      throws DocumentTooLarge, IOException, PublishingFailed {
    Document description =
        Document.newBuilder()
            .setSplit(split)
            .setSourceUri(content.file().toUri().toString())
            .setModifiedAt(InstantCodec.encode(Instant.ofEpochMilli(version.modified())))
            .build();
    publisher.publish(new EntryKey(collection, name), description, content, Map.of());
  }

  @Override
  public void delete(String name) throws PublishingFailed {
    publisher.delete(new EntryKey(collection, name), Map.of());
  }
}

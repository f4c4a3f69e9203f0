package io.retune.ingest.source.web;

import io.retune.ingest.source.BytesContent;
import io.retune.ingest.source.DocumentPublisher;
import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.PublishingFailed;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Document;
import java.io.IOException;
import java.util.Map;

/** Makes documents of a feed's pages. */
record WebDocuments(DocumentPublisher publisher, Feed feed) implements PageSink {
  private static final String FEED = "feed";

  @Override
  public void put(String id, Document description, byte[] content)
      throws DocumentTooLarge, PublishingFailed {
    try {
      publisher.publish(
          new EntryKey(feed.collection(), id),
          description.toBuilder().setSplit(feed.split()).putMetadata(FEED, feed.name()).build(),
          new BytesContent(content),
          Map.of());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  @Override
  public void delete(String id) throws PublishingFailed {
    publisher.delete(new EntryKey(feed.collection(), id), Map.of());
  }
}

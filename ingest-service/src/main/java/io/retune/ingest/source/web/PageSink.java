package io.retune.ingest.source.web;

import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.PublishingFailed;
import io.retune.schemas.v1.Document;

/** Where the pages of a feed go. */
interface PageSink {
  /**
   * @param description the document without its content
   */
  void put(String id, Document description, byte[] content)
      throws DocumentTooLarge, PublishingFailed;

  void delete(String id) throws PublishingFailed;
}

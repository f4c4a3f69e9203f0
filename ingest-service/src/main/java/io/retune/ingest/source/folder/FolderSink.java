package io.retune.ingest.source.folder;

import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.FileContent;
import io.retune.ingest.source.PublishingFailed;
import java.io.IOException;

/** Where the files of a folder go. */
interface FolderSink {
  /**
   * @param name the file's path in its folder, with slashes
   */
  void put(String name, FileContent content, FileVersion version)
      throws DocumentTooLarge, IOException, PublishingFailed;

  void delete(String name) throws PublishingFailed;
}

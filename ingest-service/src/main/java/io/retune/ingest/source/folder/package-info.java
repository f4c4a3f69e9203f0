/**
 * Watches a folder whose files are documents for as long as they are there.
 *
 * <p>Start with {@link io.retune.ingest.source.folder.FolderWatch}; {@link
 * io.retune.ingest.source.folder.FolderSource} calls it again and again. Files go out by {@link
 * io.retune.ingest.source.DocumentPublisher}.
 */
package io.retune.ingest.source.folder;

package io.retune.ingest.source.folder;

/**
 * What tells one version of a file from the next.
 *
 * @param modified in milliseconds since 1970
 */
record FileVersion(long size, long modified) {}

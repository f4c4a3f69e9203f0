package io.retune.ingest.source.connect;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of the records of the topic {@code records}, since the start of this instance.
 *
 * @param documents put
 * @param deletions of documents
 * @param deadLetters records that nothing could be made of
 * @param lastRecordAt when the last one was read; absent where there was none
 * @param lastReason why the last dead letter is one; absent where there is none
 */
public record RecordsStatus(
    long documents,
    long deletions,
    long deadLetters,
    Optional<Instant> lastRecordAt,
    Optional<String> lastReason) {}

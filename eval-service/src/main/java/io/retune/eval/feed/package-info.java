/**
 * How the feeds stand that ingest polls, and what became of records of other systems.
 *
 * <p>Entry: {@link io.retune.eval.feed.FeedsResource}. The answers are ingest's own, asked by
 * {@link io.retune.eval.feed.IngestFeeds}.
 */
package io.retune.eval.feed;

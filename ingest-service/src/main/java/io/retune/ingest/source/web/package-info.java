/**
 * Polls feeds of web pages: RSS and Atom, whose entries become documents and stay, and sitemaps,
 * whose pages are documents for as long as they are there.
 *
 * <p>Start with {@link io.retune.ingest.source.web.FeedPoll}, one poll of one feed; {@link
 * io.retune.ingest.source.web.FeedSource} has it done again and again by the instance that has the
 * right to. Listings are read by {@link io.retune.ingest.source.web.listing}, files are fetched by
 * {@link io.retune.ingest.source.web.fetch}, documents go out by {@link
 * io.retune.ingest.source.DocumentPublisher}, and what is known of a feed lies in the topic {@code
 * feeds} ({@link io.retune.ingest.source.web.FeedMemory}).
 */
package io.retune.ingest.source.web;

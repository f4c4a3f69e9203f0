/**
 * Reads what feeds and sitemaps list. They come from other people, so a document type, and with it
 * every entity of their own, is refused.
 *
 * <p>Start with {@link io.retune.ingest.source.web.listing.Listing}.
 */
package io.retune.ingest.source.web.listing;

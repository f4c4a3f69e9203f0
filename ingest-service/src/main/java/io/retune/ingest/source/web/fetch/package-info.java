/**
 * Fetches files of web servers as a guest should, and without being led elsewhere: one request at a
 * time to a host with a pause in between, by the rules of its robots.txt, within limits of size and
 * time, and at public addresses only.
 *
 * <p>Start with {@link io.retune.ingest.source.web.fetch.PoliteFetcher}, which {@link
 * io.retune.ingest.source.web} calls. It knows nothing of feeds.
 */
package io.retune.ingest.source.web.fetch;

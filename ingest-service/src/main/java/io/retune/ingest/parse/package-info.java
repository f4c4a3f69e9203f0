/**
 * Reads the text of documents of many formats, with its pages, headings, title and language.
 *
 * <p>Start with {@link io.retune.ingest.parse.TikaDocumentParser}. It gives sections, which {@link
 * io.retune.ingest.chunk} cuts.
 */
package io.retune.ingest.parse;

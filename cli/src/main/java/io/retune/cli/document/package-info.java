/**
 * Files and questions of people, as the documents that are streamed.
 *
 * <p>Start at {@link io.retune.cli.document.DocumentFiles}, then {@link
 * io.retune.cli.document.DocumentFeed}. Neighbours: {@code cluster} writes the records.
 */
package io.retune.cli.document;

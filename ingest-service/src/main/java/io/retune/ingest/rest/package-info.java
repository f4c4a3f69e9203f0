/**
 * The HTTP interface of the stage: documents are stored and deleted.
 *
 * <p>Start with {@link io.retune.ingest.rest.DocumentsResource}. It writes by {@link
 * io.retune.ingest.source.DocumentPublisher}.
 */
package io.retune.ingest.rest;

package io.retune.ingest.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A document that is on its way. */
@Schema(description = "A document that is on its way")
public record AcceptedDocument(String collection, String documentId) {}

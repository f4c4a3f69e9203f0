package io.retune.ingest.source.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A document that is on its way. */
@Schema(description = "A document that is on its way")
public record Accepted(String collection, String documentId) {}

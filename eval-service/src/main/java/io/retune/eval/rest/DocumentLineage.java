package io.retune.eval.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The versions that learned from a document.
 *
 * @param versions the oldest first
 * @param served whether the version that applications serve now is one of them
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DocumentLineage(
    String collection, String documentId, List<Long> versions, boolean served) {}

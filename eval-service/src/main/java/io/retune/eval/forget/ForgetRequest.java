package io.retune.eval.forget;

import io.retune.schemas.DocumentDigests;
import java.time.Instant;
import java.util.Objects;

/**
 * That a version was asked for which has not learned from some documents.
 *
 * @param documents that were forgotten
 * @param askedAt right after they were deleted
 */
record ForgetRequest(DocumentDigests documents, Instant askedAt) {
  ForgetRequest {
    Objects.requireNonNull(documents, "documents");
    Objects.requireNonNull(askedAt, "askedAt");
  }
}

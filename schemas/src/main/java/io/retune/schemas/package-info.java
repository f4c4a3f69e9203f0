/**
 * The contracts between the services: what topics there are, how their records are keyed,
 * partitioned, encoded and stamped, and what the words in them mean.
 *
 * <p>Start at {@link io.retune.schemas.Topics}, then {@link io.retune.schemas.EntryKey} for keys,
 * {@link io.retune.schemas.CloudEvent} and {@link io.retune.schemas.DeadLetter} for headers, {@link
 * io.retune.schemas.QuestionClass} and {@link io.retune.schemas.EvidenceRule} for questions, {@link
 * io.retune.schemas.ContentDigest} for ids. Neighbours: {@code io.retune.schemas.v1}, the messages,
 * generated from {@code src/main/proto}; {@link io.retune.schemas.json}, the same as JSON. This
 * package knows nothing of the services.
 */
package io.retune.schemas;

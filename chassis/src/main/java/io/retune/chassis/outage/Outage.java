package io.retune.chassis.outage;

import java.time.Instant;

/**
 * A remote dependency serves nothing, and work waits for it.
 *
 * @param dependency what is waited for, such as {@code language model}
 * @param since the first failure after the last success
 * @param reason of the last failure: one line without secrets
 * @param failures since then
 * @param nextTryAt when it is called again at the latest
 */
public record Outage(
    String dependency, Instant since, String reason, long failures, Instant nextTryAt) {}

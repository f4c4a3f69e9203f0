package io.retune.eval.loop;

import java.util.Optional;

/**
 * Something that a stage waits for.
 *
 * @param dependency such as {@code language model}
 * @param reason in words
 * @param since as the service has it, in ISO 8601; absent where it does not say
 */
public record StageWait(String dependency, String reason, Optional<String> since) {}

package io.retune.eval.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/**
 * A release by hand.
 *
 * @param version 0 is the base model
 * @param by who decided it, on one line; not what could be taken for the gate. Where callers show
 *     who they are, the caller's name goes before
 * @param reason why, in words
 */
public record ReleaseRequest(
    @NotNull @PositiveOrZero Long version,
    @NotBlank
        @Size(max = 200)
        @Pattern(
            regexp = "(?i)(?![\\W_]*gate[\\W_]*$).*",
            message = "must be a person's name on one line, not the gate's")
        String by,
    @NotBlank @Size(max = 1000) String reason) {}

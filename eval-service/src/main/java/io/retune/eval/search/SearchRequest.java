package io.retune.eval.search;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/**
 * A question to search a collection for.
 *
 * @param question as a user would ask it
 * @param version to compare with, beside the base model and what is released; absent: with none
 */
public record SearchRequest(
    @NotBlank @Size(max = 2_000) String question, @PositiveOrZero Long version) {}

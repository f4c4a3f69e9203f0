package io.retune.eval.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.retune.schemas.feedback.UbiAction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What somebody says of a result.
 *
 * @param thumb whether the node answers the question
 * @param version that ranked it; 0 is the base model
 * @param rank from 1
 * @param shown the nodes that were shown, the best first
 */
public record ThumbRequest(
    @NotBlank @Size(max = 2_000) String question,
    @NotNull Thumb thumb,
    @NotNull @PositiveOrZero Integer version,
    @NotBlank @Size(max = 256) String nodeId,
    @NotNull @Min(1) @Max(100) Integer rank,
    @NotNull @Size(min = 1, max = 100) List<@NotBlank @Size(max = 256) String> shown) {
  /** Up: it answers; down: it does not. */
  public enum Thumb {
    @JsonProperty("up")
    UP(UbiAction.THUMB_UP),
    @JsonProperty("down")
    DOWN(UbiAction.THUMB_DOWN);

    private final UbiAction action;

    Thumb(UbiAction action) {
      this.action = action;
    }

    UbiAction action() {
      return action;
    }
  }
}

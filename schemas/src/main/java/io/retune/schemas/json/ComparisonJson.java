package io.retune.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.schemas.v1.Comparison;

/**
 * A paired test of two retrievers. What is infinite, as with fewer than two asked nodes, is null.
 *
 * @param metric such as {@code mrr@10}
 * @param difference candidate minus baseline
 * @param lowerBound at the one-sided level of 5 %
 * @param upperBound at the one-sided level of 5 %
 * @param pValue one-sided, of not being better
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ComparisonJson(
    String candidate,
    String baseline,
    String metric,
    Double difference,
    Double standardError,
    Double lowerBound,
    Double upperBound,
    Double pValue) {

  /** The JSON of a comparison. */
  public static ComparisonJson of(Comparison comparison) {
    return new ComparisonJson(
        comparison.getCandidate(),
        comparison.getBaseline(),
        comparison.getMetric(),
        Figure.of(comparison.getDifference()),
        Figure.of(comparison.getStandardError()),
        Figure.of(comparison.getLowerBound()),
        Figure.of(comparison.getUpperBound()),
        Figure.of(comparison.getPValue()));
  }
}

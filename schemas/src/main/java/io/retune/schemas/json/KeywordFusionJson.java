package io.retune.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.schemas.v1.KeywordFusion;

/**
 * How to search with an adapter and keywords: (1 - weight) times the adapter's score plus weight
 * times that of BM25, each normalised over the best documents of its own answer.
 *
 * @param weight 0: keyword search does not help here
 * @param depth how many documents of each answer are put together
 * @param normalisation {@code min-max}: 1 for the first of them, 0 for the last and the others
 * @param questions how many evidence questions chose the weight; 0: too few, it is a default
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeywordFusionJson(Double weight, int depth, String normalisation, int questions) {
  static KeywordFusionJson of(KeywordFusion fusion) {
    return new KeywordFusionJson(
        Figure.of(fusion.getWeight()),
        fusion.getDepth(),
        fusion.getNormalisation(),
        fusion.getQuestions());
  }
}

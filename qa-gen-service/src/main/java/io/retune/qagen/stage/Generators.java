package io.retune.qagen.stage;

import java.util.Map;
import java.util.Optional;

/**
 * Which generators ask about the nodes of a collection, and how much.
 *
 * @param llmQuestions questions of the language model per node; empty where it is not asked
 */
record Generators(boolean local, Optional<Integer> llmQuestions) {

  /**
   * Those of one collection.
   *
   * @param llmOffered questions per node that the language model is asked for in general; empty
   *     where there is none
   */
  static Generators of(String collection, QaGenConfig config, Optional<Integer> llmOffered) {
    Optional<QaGenConfig.Collection> own = ofCollection(config.collections(), collection);
    boolean local = own.flatMap(QaGenConfig.Collection::local).orElse(config.local().enabled());
    boolean llm = own.flatMap(QaGenConfig.Collection::llm).orElse(true);
    Optional<Integer> questions =
        llmOffered
            .filter(offered -> llm)
            .map(
                offered ->
                    own.flatMap(QaGenConfig.Collection::llmQuestionsPerNode).orElse(offered));
    return new Generators(local, questions);
  }

  private static Optional<QaGenConfig.Collection> ofCollection(
      Map<String, QaGenConfig.Collection> collections, String name) {
    return Optional.ofNullable(collections.get(name));
  }
}

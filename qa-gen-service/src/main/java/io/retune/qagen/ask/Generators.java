package io.retune.qagen.ask;

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
   * @param own the collection's own settings, which win over the general ones that follow
   * @param localOffered whether the local generator is on in general
   * @param llmOffered questions per node that the language model is asked for in general; empty
   *     where there is none
   */
  static Generators of(
      Optional<QaGenConfig.Collection> own, boolean localOffered, Optional<Integer> llmOffered) {
    boolean local = own.flatMap(QaGenConfig.Collection::local).orElse(localOffered);
    boolean llm = own.flatMap(QaGenConfig.Collection::llm).orElse(true);
    Optional<Integer> questions =
        llmOffered
            .filter(offered -> llm)
            .map(
                offered ->
                    own.flatMap(QaGenConfig.Collection::llmQuestionsPerNode).orElse(offered));
    return new Generators(local, questions);
  }
}

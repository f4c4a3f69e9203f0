package io.retune.qagen.answer;

import java.util.Optional;

/** Answers that a language model gave about one node. Thread-safe. */
public interface NodeAnswers {

  /**
   * What the model answered to the same prompt before, where that is still kept.
   *
   * @param model its name, as its server knows it
   */
  Optional<String> find(String model, String prompt);

  /**
   * Keeps an answer. Returns when it survives a crash; where it cannot be kept, that is logged and
   * a crash costs the call again.
   */
  void keep(String model, String prompt, String answer);
}

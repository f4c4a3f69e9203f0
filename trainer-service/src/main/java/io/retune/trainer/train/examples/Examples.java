package io.retune.trainer.train.examples;

import io.retune.schemas.v1.BaseModel;
import java.util.function.Consumer;

/**
 * The examples of a collection that one base model embedded, as they are at one moment. They are
 * read twice, once to count them and once to take what a fit can use, and need not fit into memory.
 */
public interface Examples {

  BaseModel baseModel();

  /**
   * Hands over all of them in the order of their ids, by code points.
   *
   * @return what was left out
   */
  Skipped read(Consumer<ExampleEntry> taker);

  /**
   * Records that are no examples.
   *
   * @param ofOtherModels another base model embedded them
   * @param unreadable each was a dead letter when it came
   */
  record Skipped(int ofOtherModels, int unreadable) {

    public static final Skipped NONE = new Skipped(0, 0);
  }
}

package io.retune.trainer.train.examples;

import io.retune.schemas.v1.BaseModel;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Examples in memory, for who has a collection outside a stream.
 *
 * @param entries in the order of their ids
 */
public record ExampleSet(BaseModel baseModel, List<ExampleEntry> entries) implements Examples {

  public ExampleSet {
    entries = entries.stream().sorted(Comparator.comparing(ExampleEntry::id)).toList();
  }

  @Override
  public Skipped read(Consumer<ExampleEntry> taker) {
    entries.forEach(taker);
    return Skipped.NONE;
  }
}

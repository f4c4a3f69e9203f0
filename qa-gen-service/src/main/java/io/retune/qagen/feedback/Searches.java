package io.retune.qagen.feedback;

import java.util.function.Consumer;

/** The searches of one collection, wherever they lie; there may be more than fit into memory. */
@FunctionalInterface
public interface Searches {
  /** Shows each once. May be called again, and then shows the same. */
  void each(Consumer<Search> visitor);
}

package io.retune.trainer.train.upstream;

import java.util.Set;

/**
 * What the stages before training had not worked on at a moment.
 *
 * @param documents whether a document was waiting, of whichever collection
 * @param collections those seen among the nodes and questions that were waiting. Of a long backlog
 *     only the beginning and the end of each partition is looked at, so one may be missing
 */
public record OnTheWay(boolean documents, Set<String> collections) {
  /** Nothing is waiting. */
  public static final OnTheWay NOTHING = new OnTheWay(false, Set.of());

  public OnTheWay {
    collections = Set.copyOf(collections);
  }

  /** Whether examples of a collection are known to be on their way. */
  public boolean hasExamplesOf(String collection) {
    return collections.contains(collection);
  }
}

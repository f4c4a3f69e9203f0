package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.system.guarantee.Operation.Rubbish;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Only records that are themselves bad are dead letters, each of them once; a fault of the
 * surroundings makes none. A bad document that a client was told is accepted is among them.
 */
final class DeadLettersAccountForTheRest implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, Integer> letters = topics.deadLetters();
    Set<String> bad =
        history.entries(Rubbish.class).stream()
            .map(entry -> ((Rubbish) entry.operation()).key())
            .collect(Collectors.toSet());
    assertThat(letters.keySet()).as("keys of dead letters").isSubsetOf(bad);
    assertThat(letters)
        .as("dead letters of each key")
        .allSatisfy((key, n) -> assertThat(n).isOne());
    history
        .possibleDocuments()
        .forEach(
            (document, possible) -> {
              boolean isThere =
                  possible.size() == 1
                      && possible.get(0) instanceof Rubbish
                      && bad.contains(document);
              boolean wasAccepted =
                  history.entries(Rubbish.class).stream()
                      .anyMatch(
                          entry ->
                              entry.accepted()
                                  && ((Rubbish) entry.operation()).key().equals(document));
              if (isThere && wasAccepted) {
                assertThat(letters).as("dead letters").containsKey(document);
              }
            });
  }
}

package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Only records that are themselves bad are dead letters, each of them once for each time it was
 * sent; a fault of the surroundings makes none.
 */
final class DeadLettersAccountForTheRest implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Set<String> bad = new TreeSet<>();
    long accepted = 0;
    long sent = 0;
    for (History.Entry entry : history.entries()) {
      if (entry.operation() instanceof Operation.Rubbish rubbish) {
        bad.add(rubbish.collection() + "/" + rubbish.document());
        sent++;
        accepted += entry.accepted() ? 1 : 0;
      }
    }
    List<String> letters = topics.deadLetterKeys();
    assertThat(letters).as("keys of dead letters").allMatch(bad::contains);
    assertThat((long) letters.size()).as("dead letters").isBetween(accepted, sent);
  }
}

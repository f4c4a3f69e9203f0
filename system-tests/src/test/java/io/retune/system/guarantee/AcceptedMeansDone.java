package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.EntryKey;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.QueryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Question;
import io.retune.system.guarantee.History.Entry;
import io.retune.system.guarantee.Operation.Ask;
import io.retune.system.guarantee.Operation.Import;
import io.retune.system.guarantee.Operation.Release;
import io.retune.system.guarantee.Operation.Retrain;
import java.util.List;

/**
 * What a client was told is accepted was done: a question is embedded, an adapter is one version, a
 * release was written once, and after a request to train came a version that says so.
 */
final class AcceptedMeansDone implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    List<AdapterCheckpoint> versions = topics.messages(Topics.ADAPTER_CHECKPOINTS);
    List<AdapterRelease> releases = topics.messages(Topics.ADAPTER_RELEASES);
    for (Entry entry : history.entries()) {
      Operation operation = entry.operation();
      if (operation instanceof Ask ask) {
        checkCount(entry, "vectors of", ask.text(), embedded(topics, ask));
      } else if (operation instanceof Import wanted) {
        checkCount(
            entry,
            "versions of",
            wanted.source(),
            versions.stream()
                .filter(version -> version.getCollection().equals(wanted.collection()))
                .filter(version -> version.getLineage().getSource().equals(wanted.source()))
                .count());
      } else if (operation instanceof Release wanted) {
        checkCount(
            entry,
            "releases by",
            wanted.reason(),
            releases.stream()
                .filter(release -> release.getCollection().equals(wanted.collection()))
                .filter(release -> release.getReason().equals(wanted.reason()))
                .count());
      } else if (operation instanceof Retrain wanted && entry.accepted()) {
        assertThat(versions)
            .as("a version asked for of %s after %s", wanted.collection(), entry.sent())
            .anyMatch(
                version ->
                    version.getCollection().equals(wanted.collection())
                        && version.getLineage().getTrigger().equals("request")
                        && !InstantCodec.decode(version.getCreatedAt()).isBefore(entry.sent()));
      }
    }
  }

  /** Exactly one where it was accepted, at most one where it was not. */
  private static void checkCount(Entry entry, String what, String name, long count) {
    assertThat(count)
        .as("%s %s of collection %s", what, name, entry.operation().collection())
        .isBetween(entry.accepted() ? 1L : 0L, 1L);
  }

  private static long embedded(TopicContents topics, Ask ask) {
    return topics.latest(Topics.EMBEDDINGS).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(EntryKey.prefix(ask.collection())))
        .filter(entry -> QueryKey.isQuery(EntryKey.parse(entry.getKey())))
        .flatMap(entry -> entry.getValue().getQuestionsList().stream())
        .map(Question::getText)
        .filter(ask.text()::equals)
        .count();
  }
}

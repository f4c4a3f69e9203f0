package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.adapter.follow.AdapterFollower;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Duration;
import java.util.Map;

/**
 * The last release of a collection is what an application's follower serves, with the weights of
 * that version's checkpoint.
 */
final class ReleaseEqualsChampionEqualsFollower implements Guarantee {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String bootstrap;

  ReleaseEqualsChampionEqualsFollower(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, AdapterRelease> releases = topics.latest(Topics.ADAPTER_RELEASES);
    var checkpoints = topics.latest(Topics.ADAPTER_CHECKPOINTS);
    releases.forEach(
        (collection, release) -> {
          if (release.getVersion() > 0) {
            String key = collection + "/" + release.getVersion();
            assertThat(checkpoints).as("the released version of %s", collection).containsKey(key);
            assertThat(release.getCheckpoint().getWeightsSha256())
                .as("weights of %s", key)
                .isEqualTo(checkpoints.get(key).getWeightsSha256());
          }
          try (AdapterFollower follower = AdapterFollower.of(bootstrap, collection).start()) {
            assertThat(follower.awaitFirst(TIMEOUT)).as("a release of %s", collection).isTrue();
            assertThat(follower.current().version())
                .as("what a follower of %s serves", collection)
                .isEqualTo(release.getVersion());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        });
  }
}

package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.adapter.follow.AdapterFollower;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * The last release of a collection is what every instance of eval calls its champion and what a
 * follower serves that saw all faults, with the weights of that version; and each promotion that a
 * report speaks of was released.
 */
final class ReleaseEqualsChampionEqualsFollower implements Guarantee {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, AdapterFollower> followers;
  private final Function<String, List<Long>> champions;

  /**
   * @param followers by collection
   * @param champions what each instance of eval says that a collection serves
   */
  ReleaseEqualsChampionEqualsFollower(
      Map<String, AdapterFollower> followers, Function<String, List<Long>> champions) {
    this.followers = Map.copyOf(followers);
    this.champions = champions;
  }

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, AdapterRelease> releases = topics.latest(Topics.ADAPTER_RELEASES);
    Map<String, AdapterCheckpoint> checkpoints = topics.latest(Topics.ADAPTER_CHECKPOINTS);
    releases.forEach(
        (collection, release) -> {
          long version = release.getVersion();
          if (version > 0) {
            String key = collection + "/" + version;
            assertThat(checkpoints).as("the released version").containsKey(key);
            assertThat(release.getCheckpoint().getWeightsSha256())
                .as("released weights of %s", key)
                .isEqualTo(checkpoints.get(key).getWeightsSha256());
          }
          Awaitility.await(collection)
              .atMost(TIMEOUT)
              .untilAsserted(
                  () -> {
                    assertThat(champions.apply(collection))
                        .as("champions of %s", collection)
                        .isNotEmpty()
                        .containsOnly(version);
                    assertThat(followers.get(collection).current().version())
                        .as("what the follower of %s serves", collection)
                        .isEqualTo(version);
                  });
        });
    for (EvaluationReport report : topics.messages(Topics.EVALUATION_REPORTS)) {
      if (report.getDecision().getReleased()) {
        assertThat(topics.messages(Topics.ADAPTER_RELEASES))
            .as("releases of %s", report.getCollection())
            .anyMatch(release -> isOf(release, report));
      }
    }
  }

  private static boolean isOf(AdapterRelease release, EvaluationReport report) {
    boolean base =
        report.getDecision().getKind() == io.retune.schemas.v1.Decision.Kind.REVERT_TO_BASE;
    return release.getCollection().equals(report.getCollection())
        && release.getReleasedBy().equals("gate")
        && release.getVersion() == (base ? 0 : report.getVersion());
  }
}

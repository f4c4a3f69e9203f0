package io.retune.adapter.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.retune.broker.EmbeddedBroker;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.testing.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRestartTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final float[] QUERY = {3, 4};

  @TempDir private Path logs;

  @Test
  void followerServesOnWhileTheBrokerIsAwayAndGoesOnWhenItIsBack() throws Exception {
    // Given
    EmbeddedBroker before = new EmbeddedBroker(logs, 0, Map.of());
    String bootstrap = before.bootstrap();
    release(bootstrap, Releases.diagonal("default", 1, 2, 1));
    try (AdapterFollower follower = AdapterFollower.of(bootstrap, "default").start()) {
      follower.awaitFirst(TIMEOUT);
      before.close();
      float[] whileAway = follower.apply(QUERY);

      // When
      try (EmbeddedBroker after = new EmbeddedBroker(logs, port(bootstrap), Map.of())) {
        release(after.bootstrap(), Releases.diagonal("default", 2, 1, 1));
        await().atMost(TIMEOUT).until(() -> follower.current().version() == 2);
      }

      // Then
      assertThat(whileAway).containsExactly(Releases.unit(6, 4), within(1e-6f));
      assertThat(follower.apply(QUERY)).containsExactly(Releases.unit(3, 4), within(1e-6f));
    }
  }

  @Test
  void followerStartsWithoutABrokerAndFindsItLater() throws Exception {
    // Given
    EmbeddedBroker before = new EmbeddedBroker(logs, 0, Map.of());
    String bootstrap = before.bootstrap();
    release(bootstrap, Releases.diagonal("default", 3, 2, 1));
    before.close();
    try (AdapterFollower follower = AdapterFollower.of(bootstrap, "default").start()) {
      boolean known = follower.awaitFirst(Duration.ofMillis(10));
      float[] withoutBroker = follower.apply(QUERY);

      // When
      try (EmbeddedBroker after = new EmbeddedBroker(logs, port(bootstrap), Map.of())) {
        follower.awaitFirst(TIMEOUT);
      }

      // Then
      assertThat(known).isFalse();
      assertThat(withoutBroker).containsExactly(Releases.unit(3, 4), within(1e-6f));
      assertThat(follower.current().version()).isEqualTo(3);
    }
  }

  private static int port(String bootstrap) {
    return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
  }

  private static void release(String bootstrap, AdapterRelease release) {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        TopicWriter writer = new TopicWriter(bootstrap)) {
      new TopicCreator(new TopicNames(""), 2, Optional.of((short) 1))
          .createAll(admin, Duration.ofSeconds(30));
      writer.write(Topics.ADAPTER_RELEASES, release.getCollection(), release);
    }
  }
}

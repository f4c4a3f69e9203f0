package io.retune.trainer.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.basemodel.EmbeddingConfig;
import io.retune.chassis.lifecycle.StopSignal;
import io.retune.chassis.outage.AbandonedException;
import io.retune.chassis.outage.RemoteDependencies;
import io.retune.chassis.outage.UnavailableException;
import io.retune.schemas.v1.BaseModel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BaseModelCheckTest {

  private static final BaseModel MODEL =
      BaseModel.newBuilder().setName("side").setDimension(2).setFingerprint("0123").build();

  private final EmbeddingProgress progress = new EmbeddingProgress();
  private final StopSignal stop = new StopSignal();
  private BaseModelServer server;
  private Set<String> others = Set.of();

  @Test
  void saysThatTheServerOfARemoteModelKeepsTheStageWaiting() {
    // Given
    BaseModelCheck check =
        check(Map.of("model", "openai", "openai.base-url", "http://gpu:8000/v1"));
    stop.give();
    assertThatThrownBy(
            () ->
                server
                    .dependency()
                    .call(
                        () -> {
                          throw UnavailableException.always("the server is busy");
                        },
                        () -> {},
                        () -> true))
        .isInstanceOf(AbandonedException.class);

    // When
    HealthCheckResponse response = check.call();

    // Then
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(response.getData().orElseThrow())
        .containsEntry("fingerprint", "0123")
        .containsEntry("server", "gpu:8000")
        .containsEntry("waiting_reason", "the server is busy")
        .containsKey("waiting_since");
  }

  @Test
  void waitsForNoServerThatAnswers() {
    // Given
    BaseModelCheck check = check(Map.of("model", "openai"));
    progress.begin(4);

    // When
    HealthCheckResponse response = check.call();

    // Then
    assertThat(response.getData().orElseThrow())
        .containsEntry("server", "api.openai.com")
        .doesNotContainKey("waiting_since");
  }

  @Test
  void knowsNoServerOfAModelInThisProcess() {
    // Given
    BaseModelCheck check = check(Map.of());
    progress.begin(4);

    // When
    HealthCheckResponse response = check.call();

    // Then
    assertThat(response.getData().orElseThrow())
        .containsOnlyKeys("name", "dimension", "fingerprint");
  }

  @Test
  void saysThatAnotherBaseModelIsAtWork() {
    // Given
    BaseModelCheck check = check(Map.of());
    others = Set.of("retune-embed-bbb");

    // When
    HealthCheckResponse response = check.call();

    // Then
    assertThat(response.getData().orElseThrow())
        .containsEntry("other_base_models_at_work", "retune-embed-bbb");
  }

  private BaseModelCheck check(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("retune.embedding." + name, value));
    EmbeddingConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(EmbeddingConfig.class)
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .build()
            .getConfigMapping(EmbeddingConfig.class);
    server = new BaseModelServer(config, new RemoteDependencies(new SimpleMeterRegistry(), stop));
    return new BaseModelCheck(MODEL, server, progress, () -> others, Optional::empty);
  }
}

package io.retune.trainer.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.schemas.v1.BaseModel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BaseModelCheckTest {

  private static final BaseModel MODEL =
      BaseModel.newBuilder().setName("side").setDimension(2).setFingerprint("0123").build();

  private final EmbeddingProgress progress = new EmbeddingProgress();

  @Test
  void saysThatTheServerOfARemoteModelKeepsTheStageWaiting() {
    // Given
    BaseModelCheck check =
        check(Map.of("model", "openai", "openai.base-url", "http://gpu:8000/v1"));
    progress.begin(4);

    // When
    HealthCheckResponse response = check.call();

    // Then
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(response.getData().orElseThrow())
        .containsEntry("fingerprint", "0123")
        .containsEntry("server", "gpu:8000")
        .containsKey("waiting_for_server_since");
  }

  @Test
  void waitsForNoServerWhileTheBrokerTakesABatch() {
    // Given
    BaseModelCheck check = check(Map.of("model", "openai"));
    progress.begin(4);
    progress.send();

    // When
    HealthCheckResponse response = check.call();

    // Then
    assertThat(response.getData().orElseThrow())
        .containsEntry("server", "api.openai.com")
        .doesNotContainKey("waiting_for_server_since");
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
    return new BaseModelCheck(MODEL, new BaseModelServer(config), progress);
  }
}

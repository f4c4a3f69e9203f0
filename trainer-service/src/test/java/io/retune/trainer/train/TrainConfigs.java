package io.retune.trainer.train;

import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.trainer.train.recipe.TrainConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The configuration with its defaults but for what a test says. */
public final class TrainConfigs {

  private TrainConfigs() {}

  public static TrainConfig with(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>();
    properties.forEach((name, value) -> all.put("retune.train." + name, value));
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(TrainConfig.class)
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .build()
        .getConfigMapping(TrainConfig.class);
  }
}

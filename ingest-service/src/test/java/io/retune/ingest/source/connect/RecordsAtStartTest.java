package io.retune.ingest.source.connect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;

class RecordsAtStartTest {
  @Test
  void settingsThatMakeNoMappingStopTheServiceWithALineThatNamesThem() {
    // Given
    RecordsConfig config = new RecordsSettings("No Name");

    // When, then
    assertThatThrownBy(() -> RecordsAtStart.check(config))
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause()
        .hasMessageStartingWith("retune.ingest.records: collection 'No Name' must be");
  }

  @Test
  void theDefaultsAreAMapping() {
    // Given
    RecordsConfig config = new RecordsSettings("default");

    // When, then
    assertThatCode(() -> RecordsAtStart.check(config)).doesNotThrowAnyException();
  }
}

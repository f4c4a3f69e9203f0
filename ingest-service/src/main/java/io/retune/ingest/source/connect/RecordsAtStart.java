package io.retune.ingest.source.connect;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Looks at the settings of records before the stream starts, whose failures take many lines. */
@ApplicationScoped
class RecordsAtStart {
  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start,
      RecordsConfig config) {
    check(config);
  }

  /**
   * @throws ConfigurationException if the settings make no mapping; its message is one line
   */
  static void check(RecordsConfig config) {
    try {
      RowMapping.of(config);
    } catch (IllegalArgumentException e) {
      // Quarkus prints this exception as one line where it has no cause.
      throw new ConfigurationException("retune.ingest.records: " + e.getMessage());
    }
  }
}

package io.retune.ingest.source;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What holds for documents, whichever way they come in. */
@ConfigMapping(prefix = "retune.ingest.source")
public interface SourceConfig {
  /** The largest document that is accepted; at most 64M. */
  @WithDefault("64M")
  @NotNull
  MemorySize maxDocumentSize();

  /** How long the cluster may take to store a document. */
  @WithDefault("60s")
  @NotNull
  @DurationMin(seconds = 5)
  Duration timeout();
}

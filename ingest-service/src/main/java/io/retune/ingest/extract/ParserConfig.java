package io.retune.ingest.extract;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Parsing of documents. */
@ConfigMapping(prefix = "retune.ingest.parse")
public interface ParserConfig {
  /**
   * How many documents are parsed at the same time, each in a process of its own. Documents of one
   * partition are parsed one after the other, so more than the topic {@code documents} has
   * partitions are of no use.
   */
  @WithDefault("2")
  @Min(1)
  @Max(64)
  int processes();

  /** How long one document may take; longer, and it becomes a dead letter. */
  @WithDefault("120s")
  @NotNull
  @DurationMin(seconds = 1)
  @DurationMax(minutes = 5)
  Duration timeout();

  /**
   * The heap of each process that parses, for the text of one document and all that its parser
   * needs; at least 128M.
   */
  @WithDefault("256M")
  @NotNull
  MemorySize memory();

  /** The most characters of text in one document; more, and it becomes a dead letter. */
  @WithDefault("20000000")
  @Min(1000)
  @Max(200_000_000)
  int maxCharacters();

  /**
   * How long a process that parses may have nothing to do before it ends and gives back its memory.
   */
  @WithDefault("60s")
  @NotNull
  @DurationMin(seconds = 1)
  Duration idle();
}

package io.retune.eval.loop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the loop is looked at. */
@ConfigMapping(prefix = "retune.eval.loop")
public interface LoopConfig {
  /** How old an answer may be. The cluster is not looked at more often, whoever asks. */
  @WithDefault("5s")
  @NotNull
  @DurationMin(seconds = 1)
  @DurationMax(minutes = 10)
  Duration refresh();

  /**
   * Where the ingest service listens, such as {@code http://localhost:8081}, to ask it how its
   * feeds stand. Not asked when absent.
   */
  Optional<URI> ingestUrl();

  /**
   * Where the qa-gen service listens, such as {@code http://localhost:8082}, to ask it what it
   * waits for. Not asked when absent.
   */
  Optional<URI> qaGenUrl();

  /**
   * Where the trainer service listens, such as {@code http://localhost:8083}, to ask it what it
   * waits for. Not asked when absent.
   */
  Optional<URI> trainerUrl();

  /** The bearer token that these services want, with the role {@code read}. */
  Optional<String> token();

  /** How long each of them may take to answer. */
  @WithDefault("2s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(seconds = 30)
  Duration timeout();
}

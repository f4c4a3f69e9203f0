package io.retune.eval.follower;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Who is asked which version it serves. */
@ConfigMapping(prefix = "retune.eval.followers")
public interface FollowersConfig {
  /**
   * Where the instances of the serving service listen, such as {@code http://localhost:8085}, to
   * ask each which version it serves, and one of them for the vectors of a question that somebody
   * searches for. Nobody is asked when absent.
   */
  Optional<List<URI>> urls();

  /** The bearer token that they want, with the role {@code read}. */
  Optional<String> token();

  /** How long each of them may take to answer. */
  @WithDefault("2s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(seconds = 30)
  Duration timeout();
}

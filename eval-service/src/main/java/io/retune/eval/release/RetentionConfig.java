package io.retune.eval.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How long old adapter versions stay in the topic of checkpoints. */
@ConfigMapping(prefix = "retune.eval.retention")
public interface RetentionConfig {
  /** How many of the latest versions of a collection stay. */
  @WithDefault("20")
  @Min(1)
  int checkpoints();

  /** How many of the latest released versions stay besides; the released one always stays. */
  @WithDefault("20")
  @Min(1)
  int releases();

  /** The rule that these settings make. */
  default Retention rule() {
    return new Retention(checkpoints(), releases());
  }
}

package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run; {@link LongRun} is the long one. */
class GuaranteesIT {

  @TempDir private Path directory;

  @Test
  void holdsEveryGuaranteeWhileServicesDieAndTheBrokerRestarts() {
    // Given
    GuaranteeRun run =
        new GuaranteeRun(
            1,
            1,
            5,
            List.of(Fault.KILL, Fault.MODELS, Fault.BROKER, Fault.WIPE, Fault.PAUSE),
            Map.of());

    // When
    GuaranteeRun.Result result = run.run(directory, Path.of(System.getProperty("retune.home")));

    // Then
    assertThat(result.broken()).isEmpty();
    assertThat(result.accepted()).isPositive();
  }
}

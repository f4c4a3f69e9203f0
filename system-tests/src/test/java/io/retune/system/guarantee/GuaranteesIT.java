package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed and few faults; {@link LongRunIT} is the long run. */
class GuaranteesIT {

  @TempDir private Path directory;

  @Test
  void holdsEveryGuaranteeWhileServicesDieAndTheBrokerRestarts() {
    // Given
    Path home = Path.of(System.getProperty("retune.home")).toAbsolutePath().normalize();
    GuaranteeRun run =
        new GuaranteeRun(
            1, 5, List.of(Fault.KILL, Fault.MODELS, Fault.BROKER, Fault.WIPE, Fault.PAUSE));
    GuaranteeRun.Result result;

    // When
    try (StackUnderTest stack = new StackUnderTest(directory, home)) {
      stack.start(1);
      result = run.run(stack);
    }

    // Then
    assertThat(result.broken()).isEmpty();
    assertThat(result.accepted()).containsKey("put");
    assertThat(result.versions()).isPositive();
  }
}

package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The long run: {@code mvn verify -pl system-tests -am -Pguarantees}, with {@code
 * -Dretune.guarantees.seeds}, {@code first-seed} and {@code faults} as wanted.
 */
@EnabledIfSystemProperty(named = "retune.guarantees.seeds", matches = "[1-9][0-9]*")
class LongRunIT {

  @Test
  void holdsEveryGuaranteeForEverySeed() throws IOException {
    // Given
    Path home = Path.of(System.getProperty("retune.home")).toAbsolutePath().normalize();
    long first = Long.getLong("retune.guarantees.first-seed", 1);
    long seeds = Long.getLong("retune.guarantees.seeds");
    LongRun run =
        new LongRun(
            Integer.getInteger("retune.guarantees.faults", 10),
            Files.createDirectories(home.resolve("system-tests/target/guarantees")),
            home,
            System.out);

    // When
    List<String> broken = run.run(LongStream.range(first, first + seeds).boxed().toList());

    // Then
    assertThat(broken).isEmpty();
  }
}

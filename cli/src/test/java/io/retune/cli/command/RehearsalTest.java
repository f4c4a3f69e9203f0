package io.retune.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearsalTest {
  @Test
  @Timeout(90)
  void runsItsCommandsToTheEnd() throws IOException {
    // When
    int status = Rehearsal.rehearse();

    // Then
    assertThat(status).isZero();
  }
}

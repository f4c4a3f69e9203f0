package io.retune.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerClientTest {
  @Test
  void knowsNothingWhereNoTrainerAnswers() {
    // Given: nothing listens on port 1.
    TrainerClient trainer = new TrainerClient(URI.create("http://127.0.0.1:1"));

    // When
    Optional<TrainerState> state = trainer.state("default");
    boolean taken = trainer.askForVersion("default");

    // Then
    assertThat(state).isEmpty();
    assertThat(taken).isFalse();
  }
}

package io.retune.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackPortsTest {
  @Test
  void findsSixPortsThatDiffer() {
    // Given, When
    StackPorts ports = StackPorts.free();

    // Then: the constructor has checked that they differ.
    assertThat(ports.bootstrap()).isEqualTo("127.0.0.1:" + ports.broker());
  }

  @Test
  void refusesTheSamePortTwice() {
    // Given, When, Then
    assertThatThrownBy(() -> new StackPorts(9092, 8081, 8082, 8082, 8084, 8085))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must differ");
  }

  @Test
  void refusesWhatIsNoPort() {
    // Given, When, Then
    assertThatThrownBy(() -> new StackPorts(70000, 8081, 8082, 8083, 8084, 8085))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port 70000 is not between 1 and 65535");
  }
}

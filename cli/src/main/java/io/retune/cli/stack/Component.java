package io.retune.cli.stack;

import java.util.List;
import java.util.Objects;

/**
 * One process of the local stack.
 *
 * @param name for people and for its log file
 * @param port it listens on
 * @param portOption the command-line option that moves it to another port
 * @param command to start it with
 * @param readiness tells when it can be used
 */
record Component(
    String name, int port, String portOption, List<String> command, Readiness readiness) {
  Component {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(portOption, "portOption");
    Objects.requireNonNull(readiness, "readiness");
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a command");
    }
  }
}

package io.retune.cli.stack;

import io.retune.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The broker of the local stack, as a process of its own. */
public final class BrokerProcess {
  static final String NAME = "broker";
  private static final int HEAP_MEGABYTES = 256;

  private BrokerProcess() {}

  /**
   * Runs until it is asked to stop.
   *
   * @param arguments the data directory and the port
   */
  public static void main(String[] arguments) {
    EmbeddedBroker broker =
        new EmbeddedBroker(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
    broker.awaitShutdown();
  }

  static Component component(StackDirectory directory, int port) {
    List<String> command = new java.util.ArrayList<>(List.of(JavaCommand.executable().toString()));
    command.addAll(JavaCommand.options(HEAP_MEGABYTES, "-XX:TieredStopAtLevel=1"));
    command.add(JavaCommand.crashReport(directory.crashReport(NAME)));
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            directory.broker().toString(),
            Integer.toString(port)));
    return new Component(NAME, port, StackPorts.BROKER_OPTION, command, new PortReadiness(port));
  }
}

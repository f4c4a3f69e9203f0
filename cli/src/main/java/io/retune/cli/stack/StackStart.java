package io.retune.cli.stack;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What must hold before a stack starts. Each failure says what to do about it. */
final class StackStart {
  /** What the stack takes at its peak is more; with less than this it does not even start. */
  private static final long NEEDED_MEGABYTES = 1200;

  private StackStart() {}

  static void checkMemory(Path memoryInformation) {
    OptionalLong free = FreeMemory.megabytes(memoryInformation);
    if (free.isPresent() && free.getAsLong() < NEEDED_MEGABYTES) {
      throw new CommandFailure(
          "not enough memory: the stack needs "
              + NEEDED_MEGABYTES
              + " MB, and "
              + free.getAsLong()
              + " MB are free");
    }
  }

  static void checkPorts(List<Component> components) {
    for (Component component : components) {
      if (isTaken(component.port())) {
        throw new CommandFailure(
            "port "
                + component.port()
                + " for "
                + component.name()
                + " is taken; choose another with "
                + component.portOption());
      }
    }
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port whose last connections are still closing is free for a listener.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}

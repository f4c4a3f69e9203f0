package io.retune.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The ports of a local stack on the loopback address: six different ones. */
public record StackPorts(int broker, int ingest, int qaGen, int trainer, int eval, int serving) {
  public static final String BROKER_OPTION = "--broker-port";
  public static final String INGEST_OPTION = "--ingest-port";
  public static final String QA_GEN_OPTION = "--qa-gen-port";
  public static final String TRAINER_OPTION = "--trainer-port";
  public static final String EVAL_OPTION = "--eval-port";
  public static final String SERVING_OPTION = "--serving-port";

  public StackPorts {
    List<Integer> all = List.of(broker, ingest, qaGen, trainer, eval, serving);
    for (int port : all) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
      }
    }
    if (Set.copyOf(all).size() < all.size()) {
      throw new IllegalArgumentException("the ports of a stack must differ: " + all);
    }
  }

  /** Ports that nothing listens on at this moment. */
  public static StackPorts free() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      // All are held until the last is found, else the system may give one twice.
      for (int i = 0; i < 6; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      Iterator<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).iterator();
      return new StackPorts(
          ports.next(), ports.next(), ports.next(), ports.next(), ports.next(), ports.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (ServerSocket socket : sockets) {
        closeQuietly(socket);
      }
    }
  }

  /** Where clients of the broker connect. */
  public String bootstrap() {
    return "127.0.0.1:" + broker;
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The port stays taken; whoever wants it next says so.
    }
  }
}

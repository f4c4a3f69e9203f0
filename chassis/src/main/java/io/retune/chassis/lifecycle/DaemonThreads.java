package io.retune.chassis.lifecycle;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that do not keep a process alive whose other work has ended. Thread-safe.
 *
 * @param name of each of them, as logs and thread dumps show it
 */
public record DaemonThreads(String name) implements ThreadFactory {
  public DaemonThreads {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}

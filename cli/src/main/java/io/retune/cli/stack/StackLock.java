package io.retune.cli.stack;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second stack off a data directory. The system gives it back when its holder dies. */
final class StackLock implements AutoCloseable {
  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws CommandFailure if another process holds it
   */
  static StackLock take(StackDirectory directory) {
    Path path = directory.lock();
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lockOf(channel) == null) {
        channel.close();
        throw new CommandFailure(
            "another stack runs on "
                + directory.root()
                + "; stop it first, or name another directory with --data");
      }
      return new StackLock(channel);
    } catch (IOException e) {
      throw new CommandFailure("cannot lock " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CommandFailure("cannot unlock the data directory: " + e.getMessage(), e);
    }
  }

  private static FileLock lockOf(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}

package io.retune.chassis.streams;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Work of a process that takes minutes, one piece at a time, outside the stream threads: they have
 * to commit and to poll meanwhile. Collections take turns in the order in which they asked.
 *
 * <p>What a piece of work needs is prepared only when its turn has come, so that at most one
 * collection's is held. Thread-safe.
 */
public final class LongWork {
  private final Executor executor;
  private final Set<String> queue = new LinkedHashSet<>();
  private boolean busy;

  /**
   * @param executor runs the work; one thread of its own, or the caller's in tests
   */
  public LongWork(Executor executor) {
    this.executor = executor;
  }

  /**
   * Begins a piece of work if it is the collection's turn, and else puts the collection in the
   * queue; then it is to be offered again.
   *
   * @param preparation runs on the caller's thread, before this returns; what it throws is thrown
   *     here, but for a lack of memory
   * @return the work's result, or what it threw, errors included; empty where it is not the
   *     collection's turn, or the process is stopping
   */
  public <T> Optional<CompletableFuture<T>> offer(
      String collection, Supplier<Callable<T>> preparation) {
    if (!isTurnOf(collection)) {
      return Optional.empty();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    boolean begun = false;
    try {
      Callable<T> work = preparation.get();
      executor.execute(() -> run(work, result));
      begun = true;
    } catch (OutOfMemoryError e) {
      result.completeExceptionally(e);
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    } finally {
      if (!begun) {
        free();
      }
    }
    return Optional.of(result);
  }

  /** Gives up the collection's place in the queue, if it has one. Work under way goes on. */
  public synchronized void leave(String collection) {
    queue.remove(collection);
  }

  private <T> void run(Callable<T> work, CompletableFuture<T> result) {
    try {
      T done = work.call();
      free();
      result.complete(done);
    } catch (Throwable failure) {
      free();
      result.completeExceptionally(failure);
    }
  }

  private synchronized boolean isTurnOf(String collection) {
    queue.add(collection);
    if (busy || !queue.iterator().next().equals(collection)) {
      return false;
    }
    queue.remove(collection);
    busy = true;
    return true;
  }

  private synchronized void free() {
    busy = false;
  }
}

package io.retune.serving.queue;

import io.retune.chassis.lifecycle.DaemonThreads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Has orders embedded by a few threads, a share of an order at a time. Short orders, of one share,
 * and long ones take turns, and so do the long ones among themselves: an order of thousands of
 * texts keeps a single query waiting for no longer than the share that is being worked on.
 * Thread-safe.
 */
public final class EmbeddingQueue implements AutoCloseable {
  /** What long orders leave free for short ones. */
  private static final double LONG_ORDERS_SHARE = 0.75;

  private static final long LONGEST_RETRY_SECONDS = 60;

  private final long maxWaitingTokens;
  private final int threads;
  private final ExecutorService workers;
  private final Deque<OrderInWork> shortOrders = new ArrayDeque<>();
  private final Deque<OrderInWork> longOrders = new ArrayDeque<>();
  private boolean shortIsNext = true;
  private boolean closed;
  private long waitingTokens;
  private long doneTokens;
  private long workNanos;

  private record Work(OrderInWork order, int[] share) {}

  /**
   * @param threads how many shares are worked on at the same time
   * @param maxWaitingTokens of all orders together; one that comes while nothing waits is taken,
   *     however large
   */
  public EmbeddingQueue(int threads, long maxWaitingTokens) {
    if (threads < 1 || maxWaitingTokens < 1) {
      throw new IllegalArgumentException("a queue needs a thread and room");
    }
    this.maxWaitingTokens = maxWaitingTokens;
    this.threads = threads;
    this.workers = Executors.newFixedThreadPool(threads, new DaemonThreads("retune-embed"));
    for (int worker = 0; worker < threads; worker++) {
      workers.execute(this::work);
    }
  }

  /**
   * Takes an order.
   *
   * @return its vectors, in the order of the texts; fails with what the embedder threw, or with
   *     {@link AbandonedOrderException} where nobody waited for them any longer
   * @throws QueueFullException if too much waits already
   */
  public CompletableFuture<float[][]> embed(EmbeddingOrder order) {
    OrderInWork work = new OrderInWork(order);
    synchronized (this) {
      if (closed) {
        throw new AbandonedOrderException("the service is stopping");
      }
      double room = work.isShort() ? maxWaitingTokens : maxWaitingTokens * LONG_ORDERS_SHARE;
      if (waitingTokens > 0 && waitingTokens + work.weight() > room) {
        throw new QueueFullException(secondsToDrain());
      }
      waitingTokens += work.weight();
      (work.isShort() ? shortOrders : longOrders).addLast(work);
      notify();
    }
    return work.answer();
  }

  /** Tokens of texts that are not embedded yet. */
  public synchronized long waitingTokens() {
    return waitingTokens;
  }

  /** Ends after the shares that are being worked on; what waits is abandoned. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      shortOrders.forEach(order -> order.abandon("the service is stopping"));
      longOrders.forEach(order -> order.abandon("the service is stopping"));
      shortOrders.clear();
      longOrders.clear();
      notifyAll();
    }
    workers.shutdown();
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (Work next = take(); next != null; next = take()) {
      long start = System.nanoTime();
      next.order().run(next.share());
      done(next, System.nanoTime() - start);
    }
  }

  /** The next share; null where there will be none any more. */
  private synchronized Work take() {
    try {
      while (true) {
        while (!closed && shortOrders.isEmpty() && longOrders.isEmpty()) {
          wait();
        }
        if (closed) {
          return null;
        }
        OrderInWork order = nextOrder().removeFirst();
        if (!order.isWanted()) {
          order.drop().forEach(share -> waitingTokens -= order.weight(share));
          order.abandon("nobody waits for the answer any longer");
          continue;
        }
        int[] share = order.next();
        if (order.hasMore()) {
          longOrders.addLast(order);
          // Another thread may be idle.
          notify();
        }
        return new Work(order, share);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private Deque<OrderInWork> nextOrder() {
    boolean takeShort = longOrders.isEmpty() || (shortIsNext && !shortOrders.isEmpty());
    shortIsNext = !takeShort;
    return takeShort ? shortOrders : longOrders;
  }

  private synchronized void done(Work work, long nanos) {
    long weight = work.order().weight(work.share());
    waitingTokens -= weight;
    doneTokens += weight;
    workNanos += nanos;
  }

  /** How long what waits will take, by what was done so far. */
  private long secondsToDrain() {
    if (doneTokens == 0) {
      return 1;
    }
    double seconds = (double) waitingTokens / doneTokens * workNanos / 1e9 / threads;
    return Math.max(1, Math.min(LONGEST_RETRY_SECONDS, Math.round(Math.ceil(seconds))));
  }
}

package io.retune.ingest.extract;

import io.retune.ingest.parse.DocumentRejected;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Parses and cuts in processes of their own, so that a document that loops for ever, or takes all
 * memory, costs only itself. A process serves one document after the other, and ends when there is
 * nothing to do. As many run as threads ask at the same time. Thread-safe.
 */
public final class ForkedExtractor implements DocumentExtractor, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ForkedExtractor.class);
  private static final int ATTEMPTS = 2;
  private static final Duration START = Duration.ofSeconds(60);

  private final ExtractorSettings settings;
  private final ExtractorLimits limits;
  private final Deque<Resting> resting = new ArrayDeque<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "extractor-watch");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  public ForkedExtractor(ExtractorSettings settings, ExtractorLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * Starts a process, so that wrong settings show at once and the first document need not wait.
   *
   * @throws IllegalArgumentException if the settings do not go together or the base model is not
   *     there
   */
  public void start() {
    try {
      rest(take());
    } catch (IOException e) {
      throw new IllegalStateException("the extracting process failed: " + reason(e), e);
    }
  }

  /**
   * @throws ExtractorClosed if the service stops
   */
  @Override
  public ExtractedDocument extract(SourceDocument document) throws DocumentRejected {
    if (document.content().isEmpty()) {
      throw new DocumentRejected("the document is empty");
    }
    IOException last = null;
    // A process that dies for no reason in the document was killed from outside: try again.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return extractOnce(document);
      } catch (IOException e) {
        if (isClosed()) {
          throw new ExtractorClosed();
        }
        last = e;
        LOG.warnf("extracting process failed at %s: %s", document.name(), reason(e));
      }
    }
    throw new DocumentRejected("the extracting process failed: " + reason(last), last);
  }

  private static String reason(IOException failure) {
    return failure instanceof EOFException ? "it ended" : failure.getMessage();
  }

  private boolean isClosed() {
    synchronized (resting) {
      return closed;
    }
  }

  private ExtractedDocument extractOnce(SourceDocument document)
      throws IOException, DocumentRejected {
    ExtractorChild child = take();
    AtomicBoolean tooLate = new AtomicBoolean();
    ScheduledFuture<?> deadline =
        after(
            limits.timeout(),
            () -> {
              tooLate.set(true);
              child.kill();
            });
    boolean usable = false;
    try {
      ExtractedDocument extracted = child.extract(document);
      usable = true;
      return extracted;
    } catch (DocumentRejected rejected) {
      usable = true;
      throw rejected;
    } catch (IOException e) {
      if (tooLate.get()) {
        throw new DocumentRejected(
            "parsing took longer than " + limits.timeout().toSeconds() + " seconds", e);
      }
      if (ranOutOfMemory(child)) {
        throw new DocumentRejected("parsing took more than " + limits.megabytes() + " MB", e);
      }
      throw e;
    } finally {
      deadline.cancel(false);
      if (usable) {
        rest(child);
      } else {
        child.close();
      }
    }
  }

  private static boolean ranOutOfMemory(ExtractorChild child) throws IOException {
    try {
      return child.ranOutOfMemory();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private ExtractorChild take() throws IOException {
    synchronized (resting) {
      if (closed) {
        throw new ExtractorClosed();
      }
      Resting latest;
      while ((latest = resting.pollLast()) != null) {
        latest.end().cancel(false);
        if (latest.child().isAlive()) {
          return latest.child();
        }
        latest.child().close();
      }
    }
    ExtractorChild child = ExtractorChild.start(limits, settings);
    ScheduledFuture<?> deadline = after(START, child::kill);
    try {
      child.awaitReady();
      return child;
    } catch (IOException e) {
      child.close();
      throw new IOException("it could not be started: " + reason(e), e);
    } catch (IllegalArgumentException e) {
      child.close();
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private void rest(ExtractorChild child) {
    synchronized (resting) {
      if (closed) {
        child.close();
        return;
      }
      ScheduledFuture<?> end = after(limits.idle(), () -> end(child));
      resting.addLast(new Resting(child, end));
    }
  }

  private void end(ExtractorChild child) {
    synchronized (resting) {
      if (resting.removeIf(candidate -> candidate.child() == child)) {
        child.close();
      }
    }
  }

  /** Processes that are at work end with their document, or when they take too long. */
  @Override
  public void close() {
    synchronized (resting) {
      closed = true;
      resting.forEach(child -> child.child().close());
      resting.clear();
    }
    watch.shutdown();
  }

  private ScheduledFuture<?> after(Duration delay, Runnable task) {
    try {
      return watch.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new ExtractorClosed();
    }
  }

  /** A process without work, and what will end it. */
  private record Resting(ExtractorChild child, ScheduledFuture<?> end) {}
}

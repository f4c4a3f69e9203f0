package io.retune.eval.loop;

import io.quarkus.runtime.ShutdownEvent;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.schemas.TopicNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Looks at the loop again and again, but only while somebody wants to know; all who ask see the
 * same look. Thread-safe.
 */
@ApplicationScoped
public class LoopWatch {
  private static final Logger LOG = Logger.getLogger(LoopWatch.class);

  /** So many looks after somebody last asked, the connections are closed. */
  private static final int LOOKS_UNWATCHED = 6;

  private final LoopConfig config;
  private final KafkaClients clients;
  private final TopicNames names;
  private final StageServices services;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("retune-loop"));

  private volatile LoopStatus status = LoopStatus.UNKNOWN;
  private volatile long revision;
  private volatile long askedNanos;
  private ScheduledFuture<?> looking;
  private LoopReader reader;

  LoopWatch(LoopConfig config, KafkaClients clients, TopicNames names, StageServices services) {
    this.config = config;
    this.clients = clients;
    this.names = names;
    this.services = services;
  }

  /** How it stood at the last look; asking makes that it is looked at. Never blocks. */
  public LoopStatus status() {
    ask();
    return status;
  }

  /** Another one whenever a look has shown something new; asking makes that it is looked at. */
  public long revision() {
    ask();
    return revision;
  }

  void stop(@Observes ShutdownEvent event) {
    thread.execute(this::close);
    thread.shutdown();
  }

  private synchronized void ask() {
    askedNanos = System.nanoTime();
    if (looking == null && !thread.isShutdown()) {
      looking =
          thread.scheduleWithFixedDelay(
              this::look, 0, config.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      if (isUnwatched()) {
        rest();
        return;
      }
      LoopStatus now = read();
      if (now.tellsMoreThan(status)) {
        revision++;
      }
      status = now;
    } catch (RuntimeException e) {
      // A task that throws is not run again, and the page would show an ever older look.
      LOG.warn("the loop was not looked at", e);
    }
  }

  private LoopStatus read() {
    try {
      if (reader == null) {
        reader = new LoopReader(clients, names, services);
      }
      return reader.read(Clock.systemUTC().instant());
    } catch (KafkaException e) {
      LOG.debug("the cluster does not tell how the loop stands", e);
      close();
      return status.failed("the Kafka cluster does not answer, or does not let this service look");
    }
  }

  private boolean isUnwatched() {
    return System.nanoTime() - askedNanos > LOOKS_UNWATCHED * config.refresh().toNanos();
  }

  private synchronized void rest() {
    if (isUnwatched()) {
      looking.cancel(false);
      looking = null;
      close();
    }
  }

  private void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}

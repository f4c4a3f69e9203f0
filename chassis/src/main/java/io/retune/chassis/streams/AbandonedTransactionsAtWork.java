package io.retune.chassis.streams;

import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.DaemonThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for abandoned transactions of this service's streams for as long as it runs. */
@Singleton
final class AbandonedTransactionsAtWork {
  private static final Logger LOG = Logger.getLogger(AbandonedTransactionsAtWork.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final Optional<String> applicationId;
  private final ScheduledExecutorService thread;
  private Admin admin;

  /**
   * @param applicationId absent where the service has no streams
   */
  AbandonedTransactionsAtWork(
      KafkaClients clients,
      @ConfigProperty(name = "quarkus.kafka-streams.application-id")
          Optional<String> applicationId) {
    this.clients = clients;
    this.applicationId = applicationId;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("abandoned-transactions"));
  }

  void start(@Observes StartupEvent start) {
    if (applicationId.isEmpty()) {
      return;
    }
    admin = clients.admin();
    AbandonedTransactions transactions = new AbandonedTransactions(admin, applicationId.get());
    long millis = INTERVAL.toMillis();
    thread.scheduleWithFixedDelay(() -> look(transactions), millis, millis, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private static void look(AbandonedTransactions transactions) {
    try {
      transactions.look();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      // The cluster is away, or does not allow it: the transaction then ends by its time-out.
      LOG.debug("abandoned transactions could not be looked for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

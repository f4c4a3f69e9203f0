package io.retune.chassis;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the cluster does not answer, or lacks a topic that this service reads. Says so
 * within two seconds, before whoever asks gives up. It stands in for the check of Quarkus's Kafka
 * Streams, which waits ten.
 */
@Readiness
@Singleton
class TopicsCheck implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final String SILENT =
      "the cluster does not answer within " + PATIENCE.toMillis() + " ms";

  private final Service service;
  private final TopicNames names;
  private final Admin admin;

  TopicsCheck(Service service, TopicNames names, KafkaClients clients) {
    this.service = service;
    this.names = names;
    this.admin = clients.admin();
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("topics");
    try {
      Set<String> missing = missing();
      if (missing.isEmpty()) {
        response.up();
      } else {
        response.down().withData("missing", String.join(", ", missing));
      }
    } catch (TimeoutException e) {
      response.down().withData("reason", SILENT);
    } catch (ExecutionException e) {
      response.down().withData("reason", reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.down().withData("reason", "the service stops");
    }
    return response.build();
  }

  private Set<String> missing() throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> missing = new TreeSet<>();
    for (Topic<?> input : service.inputs()) {
      missing.add(names.of(input));
    }
    missing.removeAll(present());
    return missing;
  }

  private Set<String> present() throws ExecutionException, InterruptedException, TimeoutException {
    int millis = Math.toIntExact(PATIENCE.toMillis());
    // Its own limit too, so that questions do not pile up in the client while the cluster is away.
    return admin
        .listTopics(new ListTopicsOptions().timeoutMs(millis))
        .names()
        .get(millis, TimeUnit.MILLISECONDS);
  }

  /** The client's own time-out may come first. */
  private static String reason(Throwable failure) {
    return failure instanceof org.apache.kafka.common.errors.TimeoutException
        ? SILENT
        : String.valueOf(failure.getMessage());
  }
}

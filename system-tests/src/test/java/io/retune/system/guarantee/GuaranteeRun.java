package io.retune.system.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.GroupLags;
import io.retune.schemas.TopicNames;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/**
 * One seed: a stack, clients, a nemesis, and then every guarantee.
 *
 * @param seed of all draws; the timing of processes is not drawn, so a seed makes the same requests
 *     and faults again, not the same interleaving
 * @param instances of each service at the start
 * @param faults how many
 * @param settings of all services
 */
record GuaranteeRun(
    long seed, int instances, int faults, List<Fault> kinds, Map<String, String> settings) {

  private static final Duration QUIET_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(250);
  private static final int QUIET_LOOKS = 4;

  /**
   * What came of it.
   *
   * @param broken the guarantees that did not hold, with what they say
   */
  record Result(
      long seed,
      Map<Fault, Integer> faults,
      int requests,
      long accepted,
      long records,
      Duration time,
      List<String> broken) {

    boolean holds() {
      return broken.isEmpty();
    }
  }

  /**
   * @param directory for state and logs
   * @param home where the services are built
   */
  Result run(Path directory, Path home) {
    Instant start = Instant.now();
    History history = new History();
    try (ModelServers models = new ModelServers();
        StackUnderTest stack = new StackUnderTest(directory, home, models, settings)) {
      stack.start(instances);
      Nemesis nemesis = new Nemesis(stack, seed, kinds);
      disturb(stack, history, nemesis);
      stack.startWhatEnded();
      stack.instances().forEach(stack::awaitHealthy);
      Cluster cluster = new Cluster(stack.bootstrap(), new TopicNames(""));
      awaitQuiet(stack, cluster);
      TopicContents topics = TopicContents.read(cluster);
      List<String> broken = new ArrayList<>();
      for (Guarantee guarantee : guarantees(stack)) {
        try {
          guarantee.check(history, topics);
        } catch (AssertionError e) {
          broken.add(guarantee.name() + ": " + e.getMessage().strip());
        }
      }
      List<History.Entry> entries = history.entries();
      return new Result(
          seed,
          nemesis.done(),
          entries.size(),
          entries.stream().filter(History.Entry::accepted).count(),
          topics.recordCount(),
          Duration.between(start, Instant.now()),
          broken);
    }
  }

  private static List<Guarantee> guarantees(StackUnderTest stack) {
    return List.of(
        new NoDocumentLost(),
        new NothingDoubled(),
        new NothingDeletedLives(),
        new VersionsContiguous(),
        new OneReportAVersion(),
        new ReleaseEqualsChampionEqualsFollower(stack.bootstrap()),
        new DeadLettersAccountForTheRest());
  }

  /** Clients act all the time, while one fault follows the other. */
  private void disturb(StackUnderTest stack, History history, Nemesis nemesis) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> struck =
          thread.submit(
              () -> {
                for (int i = 0; i < faults; i++) {
                  nemesis.strike();
                  stack.startWhatEnded();
                }
              });
      Clients clients = new Clients(stack, history, seed);
      while (!struck.isDone()) {
        clients.act();
        Thread.sleep(BETWEEN_REQUESTS.toMillis());
      }
      struck.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the nemesis failed", e.getCause());
    } finally {
      thread.shutdownNow();
    }
  }

  /** Quiet is: no group has a lag and no training is due or runs, several looks in a row. */
  private static void awaitQuiet(StackUnderTest stack, Cluster cluster) {
    int[] looks = {0};
    try (GroupLags lags = new GroupLags(cluster)) {
      Awaitility.await("quiet")
          .atMost(QUIET_TIMEOUT)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                stack.startWhatEnded();
                boolean quiet =
                    lags.read().stream().allMatch(lag -> lag.records() == 0)
                        && stack.instances(ServiceKind.TRAINER).stream()
                            .allMatch(GuaranteeRun::isIdle);
                looks[0] = quiet ? looks[0] + 1 : 0;
                return looks[0] >= QUIET_LOOKS;
              });
    }
  }

  private static boolean isIdle(StackUnderTest.Running trainer) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(trainer.address().resolve("/training"))
                      .timeout(Duration.ofSeconds(5))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      for (JsonNode collection : new ObjectMapper().readTree(response.body())) {
        boolean waits =
            collection.path("unseen_examples").asLong() > 0
                && collection.path("last_failure").asText("").isEmpty();
        if (waits || collection.path("training").asBoolean()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

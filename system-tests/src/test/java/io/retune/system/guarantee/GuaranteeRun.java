package io.retune.system.guarantee;

import io.retune.adapter.follow.AdapterFollower;
import io.retune.schemas.Topics;
import io.retune.system.guarantee.History.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One seed: clients and a nemesis, and then every guarantee. It has collections of its own, so that
 * one seed after the other can use the same stack.
 *
 * @param seed of all draws; the timing of processes is not drawn, so a seed makes the same requests
 *     and faults again, not the same interleaving
 * @param faults how many
 * @param kinds of faults, in turn
 */
record GuaranteeRun(long seed, int faults, List<Fault> kinds) {

  private static final Pattern ANY_COLLECTION = Pattern.compile("(alpha|beta)[0-9]+");
  private static final Duration QUIET_TIMEOUT = Duration.ofMinutes(6);
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(400);
  private static final Duration BETWEEN_FAULTS = Duration.ofMillis(1500);

  GuaranteeRun {
    kinds = List.copyOf(kinds);
  }

  /**
   * What came of it.
   *
   * @param requests of clients
   * @param accepted how many of these were accepted, by kind
   * @param records in all topics at the end
   * @param versions of adapters
   * @param checked how many guarantees
   * @param broken those that did not hold, with what they say
   */
  record Result(
      long seed,
      Map<Fault, Integer> faults,
      int requests,
      Map<String, Long> accepted,
      long records,
      int versions,
      int checked,
      Duration time,
      List<String> broken) {

    boolean holds() {
      return broken.isEmpty();
    }
  }

  /**
   * @param stack that is up
   */
  Result run(StackUnderTest stack) {
    Instant start = Instant.now();
    History history = new History();
    Map<String, AdapterFollower> followers = new TreeMap<>();
    List<String> collections = List.of("alpha" + seed, "beta" + seed);
    try {
      collections.forEach(
          name -> followers.put(name, AdapterFollower.of(stack.bootstrap(), name).start()));
      Nemesis nemesis = new Nemesis(stack, seed, kinds);
      List<Client> clients = new ArrayList<>();
      for (String collection : collections) {
        clients.add(new Client(collection, stack, history, seed + clients.size() * 1_000_003L));
      }
      disturb(stack, clients, nemesis);
      List<String> broken = new ArrayList<>();
      Quiet quiet = new Quiet(stack);
      try {
        stack.awaitHealthy();
        awaitQuiet(quiet);
        clients.forEach(GuaranteeRun::askForLastVersion);
        awaitQuiet(quiet);
      } catch (ConditionTimeoutException e) {
        broken.add("Quiet: after " + QUIET_TIMEOUT + " still " + quiet.unrest());
      }
      TopicContents topics =
          TopicContents.read(stack.cluster())
              .without(
                  name -> ANY_COLLECTION.matcher(name).matches() && !collections.contains(name));
      List<Guarantee> guarantees = guarantees(quiet, followers);
      for (Guarantee guarantee : guarantees) {
        try {
          guarantee.check(history, topics);
        } catch (AssertionError | ConditionTimeoutException e) {
          broken.add(guarantee.name() + ": " + e.getMessage().strip());
        }
      }
      List<History.Entry> entries = history.entries();
      return new Result(
          seed,
          nemesis.done(),
          entries.size(),
          accepted(entries),
          topics.recordCount(),
          topics.records(Topics.ADAPTER_CHECKPOINTS).size(),
          guarantees.size(),
          Duration.between(start, Instant.now()),
          broken);
    } finally {
      followers.values().forEach(AdapterFollower::close);
    }
  }

  private static Map<String, Long> accepted(List<History.Entry> entries) {
    return entries.stream()
        .filter(History.Entry::accepted)
        .collect(
            Collectors.groupingBy(
                entry -> entry.operation().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                TreeMap::new,
                Collectors.counting()));
  }

  private static List<Guarantee> guarantees(Quiet quiet, Map<String, AdapterFollower> followers) {
    return List.of(
        new NoDocumentLost(),
        new NothingDoubled(),
        new NothingDeletedLives(),
        new VersionsContiguous(),
        new OneReportAVersion(),
        new ReleaseEqualsChampionEqualsFollower(followers, quiet::champions),
        new WeightsEqualTrainingAlone(followers.keySet()),
        new DeadLettersAccountForTheRest(),
        new AcceptedMeansDone());
  }

  /** Clients act all the time, while one fault follows the other. */
  private void disturb(StackUnderTest stack, List<Client> clients, Nemesis nemesis) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> struck =
          threads.submit(
              () -> {
                for (int i = 0; i < faults; i++) {
                  rest(BETWEEN_FAULTS);
                  nemesis.strike();
                  stack.startWhatEnded();
                }
                rest(BETWEEN_FAULTS);
              });
      List<Future<?>> acting = new ArrayList<>();
      for (Client client : clients) {
        acting.add(
            threads.submit(
                () -> {
                  while (!struck.isDone()) {
                    client.act();
                    rest(BETWEEN_REQUESTS);
                  }
                }));
      }
      struck.get();
      for (Future<?> act : acting) {
        act.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client or the nemesis failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void awaitQuiet(Quiet quiet) {
    Awaitility.await("quiet")
        .atMost(QUIET_TIMEOUT)
        .pollInterval(Duration.ofSeconds(1))
        .until(quiet::look);
  }

  private static void askForLastVersion(Client client) {
    Awaitility.await("a retrain in the quiet is accepted")
        .atMost(QUIET_TIMEOUT)
        .until(() -> client.retrain() == Answer.ACCEPTED);
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

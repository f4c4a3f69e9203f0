package io.retune.system.guarantee;

import io.retune.system.guarantee.StackUnderTest.Running;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Breaks one thing after another, drawn from a seed, and mends what it broke. Not thread-safe. */
final class Nemesis {

  /** Longer than the time-out of a session, so that the others take the work over. */
  private static final Duration PAUSE = Duration.ofSeconds(8);

  private static final Duration DOWN = Duration.ofSeconds(2);
  private static final int MAX_INSTANCES = 3;

  private final StackUnderTest stack;
  private final SplittableRandom random;
  private final List<Fault> kinds;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  /**
   * @param kinds of faults, which come in this order, again and again
   */
  Nemesis(StackUnderTest stack, long seed, List<Fault> kinds) {
    this.stack = stack;
    this.random = new SplittableRandom(seed ^ 0x9E3779B97F4A7C15L);
    this.kinds = List.copyOf(kinds);
  }

  /** One fault from its beginning to its end. */
  void strike() {
    Fault fault = kinds.get(total() % kinds.size());
    switch (fault) {
      case KILL -> {
        Running victim = any(stack.instances());
        victim.process().kill();
        rest(DOWN);
        victim.process().start();
      }
      case PAUSE -> {
        Running victim = any(stack.instances());
        victim.process().pause();
        rest(PAUSE);
        victim.process().resume();
      }
      case MODELS -> {
        ModelServers.Mood[] moods = ModelServers.Mood.values();
        stack.models().be(moods[1 + random.nextInt(moods.length - 1)]);
        rest(PAUSE);
        stack.models().be(ModelServers.Mood.WELL);
      }
      case WIPE -> {
        Running victim = any(stack.instances());
        victim.process().kill();
        stack.wipe(victim);
        victim.process().start();
      }
      case BROKER -> {
        stack.broker().kill();
        rest(DOWN);
        stack.startBroker();
      }
      case ADD -> stack.add(anyKind(MAX_INSTANCES - 1, true));
      case REMOVE -> stack.remove(any(stack.instances(anyKind(2, false))));
      case DISK -> {
        List<Running> those = stack.instances(anyKind(2, false));
        Running victim = those.get(0);
        Running other = those.get(1);
        victim.process().fillDisk();
        other.process().kill();
        rest(PAUSE);
        victim.process().emptyDisk();
        other.process().start();
      }
    }
    done.merge(fault, 1, Integer::sum);
  }

  /** How often each kind struck. */
  Map<Fault, Integer> done() {
    return new EnumMap<>(done);
  }

  int total() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A kind with so many instances at least, or at most. */
  private ServiceKind anyKind(int instances, boolean atMost) {
    List<ServiceKind> fitting =
        List.of(ServiceKind.values()).stream()
            .filter(
                kind ->
                    atMost
                        ? stack.instances(kind).size() <= instances
                        : stack.instances(kind).size() >= instances)
            .toList();
    return any(fitting);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
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

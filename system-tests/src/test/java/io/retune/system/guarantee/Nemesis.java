package io.retune.system.guarantee;

import io.retune.system.guarantee.StackUnderTest.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Breaks one thing after another, drawn from a seed, and mends what it broke. Not thread-safe.
 */
final class Nemesis {

  /** Longer than the time-out of a session, so that the others take the work over. */
  private static final Duration PAUSE = Duration.ofSeconds(9);

  private static final Duration DOWN = Duration.ofSeconds(2);
  private static final int MAX_INSTANCES = 3;

  private final StackUnderTest stack;
  private final SplittableRandom random;
  private final List<Fault> kinds;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  /**
   * @param kinds of faults to draw from
   */
  Nemesis(StackUnderTest stack, long seed, List<Fault> kinds) {
    this.stack = stack;
    this.random = new SplittableRandom(seed ^ 0x9E3779B97F4A7C15L);
    this.kinds = List.copyOf(kinds);
  }

  /** One fault from its beginning to its end. */
  void strike() {
    // Each kind in turn, so that a run of as many faults has all of them.
    Fault fault = kinds.get(total() % kinds.size());
    switch (fault) {
      case KILL -> {
        Running victim = anyService();
        victim.process().kill();
        rest(DOWN);
        victim.process().start();
      }
      case PAUSE -> {
        Running victim = anyService();
        victim.process().pause();
        rest(PAUSE);
        victim.process().resume();
      }
      case WIPE -> {
        Running victim = anyService();
        victim.process().kill();
        stack.wipe(victim);
        victim.process().start();
      }
      case BROKER -> {
        stack.broker().kill();
        rest(DOWN);
        stack.startBroker();
      }
      case ADD -> {
        ServiceKind kind = anyKind();
        if (stack.instances(kind).size() < MAX_INSTANCES) {
          stack.add(kind);
        }
      }
      case REMOVE -> {
        ServiceKind kind = anyKind();
        if (stack.instances(kind).size() > 1) {
          stack.remove(any(stack.instances(kind)));
        }
      }
      case MODELS -> {
        ModelServers.Mood[] moods = ModelServers.Mood.values();
        stack.models().be(moods[1 + random.nextInt(moods.length - 1)]);
        rest(PAUSE);
        stack.models().be(ModelServers.Mood.WELL);
      }
    }
    done.merge(fault, 1, Integer::sum);
  }

  /** How often each kind struck. */
  Map<Fault, Integer> done() {
    return Map.copyOf(done);
  }

  int total() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  private Running anyService() {
    return any(new ArrayList<>(stack.instances()));
  }

  private ServiceKind anyKind() {
    return ServiceKind.values()[random.nextInt(ServiceKind.values().length)];
  }

  private Running any(List<Running> running) {
    return running.get(random.nextInt(running.size()));
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

package io.retune.system.guarantee;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Many seeds, one after the other, on a stack with two instances of each service, which is started
 * anew after a seed that broke a guarantee. Prints a row a seed, as soon as it is done.
 */
final class LongRun {

  private static final int INSTANCES = 2;

  private final int faults;
  private final Path directory;
  private final Path home;
  private final PrintStream out;
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private final Map<String, Long> accepted = new TreeMap<>();

  /**
   * @param faults of each seed
   * @param directory for state and logs; those of stacks on which all held are deleted
   * @param home where the services are built
   */
  LongRun(int faults, Path directory, Path home, PrintStream out) {
    this.faults = faults;
    this.directory = directory;
    this.home = home;
    this.out = out;
  }

  /**
   * @return what did not hold, with its seed
   */
  List<String> run(List<Long> seeds) throws IOException {
    out.println(
        "| seed | faults | of them | requests | accepted | records | versions | guarantees held | seconds |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    List<String> broken = new ArrayList<>();
    Deque<Long> left = new ArrayDeque<>(seeds);
    while (!left.isEmpty()) {
      Path own = Files.createDirectories(directory.resolve("from-seed-" + left.peek()));
      StackUnderTest.delete(own);
      List<String> brokenHere = onOneStack(Files.createDirectories(own), left);
      if (brokenHere.isEmpty()) {
        StackUnderTest.delete(own);
      }
      broken.addAll(brokenHere);
    }
    out.println("faults: " + words(struck) + "; accepted: " + accepted);
    return broken;
  }

  private List<String> onOneStack(Path own, Deque<Long> left) {
    List<String> broken = new ArrayList<>();
    try (StackUnderTest stack = new StackUnderTest(own, home)) {
      stack.start(INSTANCES);
      while (broken.isEmpty() && !left.isEmpty()) {
        long seed = left.remove();
        stack.resize(INSTANCES);
        GuaranteeRun.Result result =
            new GuaranteeRun(seed, faults, List.of(Fault.values())).run(stack);
        print(result);
        for (String one : result.broken()) {
          out.println("seed " + seed + " broke " + one);
          broken.add("seed " + seed + ": " + one);
        }
        if (!result.holds()) {
          out.println("logs: " + own);
          out.println(
              "again: mvn verify -pl system-tests -am -Pguarantees -Dretune.guarantees.seeds=1"
                  + " -Dretune.guarantees.first-seed="
                  + seed);
        }
      }
    }
    return broken;
  }

  private void print(GuaranteeRun.Result result) {
    out.printf(
        "| %d | %d | %s | %d | %d | %d | %d | %d of %d | %d |%n",
        result.seed(),
        result.faults().values().stream().mapToInt(Integer::intValue).sum(),
        words(result.faults()),
        result.requests(),
        result.accepted().values().stream().mapToLong(Long::longValue).sum(),
        result.records(),
        result.versions(),
        Math.max(0, result.checked() - result.broken().size()),
        result.checked(),
        result.time().toSeconds());
    result.accepted().forEach((kind, count) -> accepted.merge(kind, count, Long::sum));
    result.faults().forEach((kind, count) -> struck.merge(kind, count, Integer::sum));
  }

  private static String words(Map<Fault, Integer> faults) {
    return faults.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}

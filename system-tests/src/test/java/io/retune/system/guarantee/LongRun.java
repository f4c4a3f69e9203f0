package io.retune.system.guarantee;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Many seeds, one after the other, with two instances of each service: {@code LongRun [seeds]
 * [first seed] [faults]}. Prints a row a seed; ends with status 1 where a guarantee was broken.
 */
public final class LongRun {

  private static final int SEEDS = 20;
  private static final int FAULTS = 14;

  private LongRun() {}

  public static void main(String[] arguments) throws IOException {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SEEDS;
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    int faults = arguments.length > 2 ? Integer.parseInt(arguments[2]) : FAULTS;
    PrintStream out = System.out;
    out.println("seed  faults  requests  accepted  records  seconds  kinds");
    boolean holds = true;
    for (long seed = first; seed < first + seeds; seed++) {
      Path directory = Files.createTempDirectory("retune-guarantee-" + seed + "-");
      GuaranteeRun.Result result =
          new GuaranteeRun(seed, 2, faults, List.of(Fault.values()), Map.of())
              .run(directory, Path.of(System.getProperty("retune.home", "")).toAbsolutePath());
      out.printf(
          "%4d  %6d  %8d  %8d  %7d  %7d  %s%n",
          seed,
          result.faults().values().stream().mapToInt(Integer::intValue).sum(),
          result.requests(),
          result.accepted(),
          result.records(),
          result.time().toSeconds(),
          result.faults());
      result.broken().forEach(broken -> out.println("      BROKEN " + broken));
      if (!result.holds()) {
        out.println("      logs: " + directory);
      }
      holds = holds && result.holds();
    }
    System.exit(holds ? 0 : 1);
  }
}

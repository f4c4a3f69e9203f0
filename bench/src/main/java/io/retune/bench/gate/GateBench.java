package io.retune.bench.gate;

import io.retune.eval.gate.Candidate;
import io.retune.eval.gate.Champion;
import io.retune.eval.gate.Comparisons;
import io.retune.eval.gate.Gate;
import io.retune.eval.gate.GateRules;
import io.retune.eval.gate.Verdict;
import io.retune.eval.statistics.AlphaSpending;
import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.v1.Decision;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a gate serves over many retrains of made-up collections, against a gate that only promotes
 * what is proved better than the champion. Seeded. Arguments: runs a case (1,000), validation nodes
 * at the beginning (100, with two questions each). Prints Markdown.
 */
public final class GateBench {

  private static final int RETRAINS = 50;
  private static final double NEW_SHARE = 0.05;

  /** What counts as worse than the base model. */
  private static final double WORSE = -0.005;

  private static final Gate GATE =
      new Gate(new GateRules(100, 20, new AlphaSpending(0.05), 0.025, 0.01, 0.05));

  private final int runs;
  private final int nodes;
  private final PrintStream out;

  private GateBench(int runs, int nodes, PrintStream out) {
    this.runs = runs;
    this.nodes = nodes;
    this.out = out;
  }

  public static void main(String[] arguments) {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    int nodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    new GateBench(runs, nodes, System.out).run();
  }

  private void run() {
    out.printf(
        "%,d runs of %d retrains, %d validation questions of %d nodes at the beginning%n%n",
        runs, RETRAINS, 2 * nodes, nodes);
    out.println(
        "| feed | gate | regret | regret, worst run | releases a run | runs with a release | retrains that serve worse than base | harmful candidates released | for retrains |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    for (Feed feed : Feed.values()) {
      for (boolean follow : new boolean[] {false, true}) {
        print(
            feed,
            follow,
            IntStream.range(0, runs).parallel().mapToObj(seed -> run(feed, seed, follow)).toList());
      }
    }
  }

  /**
   * Of one run.
   *
   * @param regret what the fresh version, where it is better than the base model, gains over the
   *     one served, in the mean
   * @param harmful candidates worse than the base model
   * @param harmReleased how many of them were released
   * @param harmServed retrains after which one of them was served
   */
  private record Course(
      double regret, int releases, int worse, int harmful, int harmReleased, int harmServed) {}

  private Course run(Feed feed, int seed, boolean follow) {
    SimulatedCollection collection = new SimulatedCollection(feed, seed * 7919L + 1, nodes);
    Champion champion = Champion.BASE;
    int tests = 0;
    long testedAt = Long.MIN_VALUE;
    double regret = 0;
    int releases = 0;
    int worse = 0;
    int harmful = 0;
    int harmReleased = 0;
    int harmServed = 0;
    for (int now = 0; now < RETRAINS; now++) {
      if (now > 0) {
        collection.move(now);
      }
      boolean somethingNew =
          !follow
              || testedAt == Long.MIN_VALUE
              || collection.changes() - testedAt >= NEW_SHARE * collection.nodes();
      Verdict verdict =
          GATE.decide(
              new Candidate(now + 1L, false, false, false, follow, somethingNew),
              champion,
              tests,
              Optional.of(comparisons(collection, now, champion)),
              Optional.empty());
      if (verdict.tested()) {
        tests++;
        testedAt = collection.changes();
      }
      boolean harms = collection.lift(now, now) < WORSE;
      harmful += harms ? 1 : 0;
      if (verdict.release() == Verdict.Release.CANDIDATE) {
        champion = Champion.of(verdict, now + 1L, now + 1L, champion);
        tests = verdict.tested() ? 0 : tests;
        releases++;
        harmReleased += harms ? 1 : 0;
      } else if (verdict.release() == Verdict.Release.BASE) {
        champion = champion.revertedToBase(Decision.Kind.REVERT_TO_BASE);
        releases++;
      }
      double served = collection.lift((int) champion.version() - 1, now);
      regret += Math.max(0, collection.lift(now, now)) - served;
      worse += served < WORSE ? 1 : 0;
      harmServed +=
          champion.version() > 0
                  && collection.lift((int) champion.version() - 1, (int) champion.version() - 1)
                      < WORSE
              ? 1
              : 0;
    }
    return new Course(regret / RETRAINS, releases, worse, harmful, harmReleased, harmServed);
  }

  private static Comparisons comparisons(
      SimulatedCollection collection, int now, Champion champion) {
    double[] candidate = collection.scores(now, now);
    double[] base = collection.scores(SimulatedCollection.BASE, now);
    Optional<double[]> served =
        champion.isBase()
            ? Optional.empty()
            : Optional.of(collection.scores((int) champion.judgedVersion() - 1, now));
    Optional<PairedComparison> overHalfLift =
        champion.provedVersion() == 0
            ? Optional.empty()
            : Optional.of(
                collection.compare(
                    candidate, half(collection.scores((int) champion.provedVersion() - 1, now))));
    return new Comparisons(
        new QuestionMix(Map.of(QuestionClass.HUMAN, collection.questions())),
        collection.nodes(),
        collection.compare(candidate, base),
        served.map(scores -> collection.compare(candidate, scores)),
        served.map(scores -> collection.compare(scores, base)),
        overHalfLift);
  }

  private static double[] half(double[] scores) {
    return java.util.Arrays.stream(scores).map(score -> score / 2).toArray();
  }

  private void print(Feed feed, boolean follow, java.util.List<Course> courses) {
    double all = (double) courses.size() * RETRAINS;
    int harmful = courses.stream().mapToInt(Course::harmful).sum();
    int harmReleased = courses.stream().mapToInt(Course::harmReleased).sum();
    int harmServed = courses.stream().mapToInt(Course::harmServed).sum();
    out.printf(
        "| %s | %s | %.4f | %.4f | %.1f | %.1f %% | %.2f %% | %s | %s |%n",
        feed.name().toLowerCase(java.util.Locale.ROOT),
        follow ? "follows" : "only promotes",
        courses.stream().mapToDouble(Course::regret).average().orElseThrow(),
        courses.stream().mapToDouble(Course::regret).max().orElseThrow(),
        courses.stream().mapToInt(Course::releases).average().orElseThrow(),
        100.0 * courses.stream().filter(course -> course.releases() > 0).count() / courses.size(),
        100.0 * courses.stream().mapToInt(Course::worse).sum() / all,
        harmful == 0 ? "–" : "%.2f %%".formatted(100.0 * harmReleased / harmful),
        harmReleased == 0 ? "–" : "%.1f".formatted((double) harmServed / harmReleased));
  }
}

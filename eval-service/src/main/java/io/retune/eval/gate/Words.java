package io.retune.eval.gate;

import io.retune.eval.evidence.PairedComparison;
import java.util.Locale;

/** Figures in the sentences of verdicts. */
final class Words {
  private Words() {}

  /** The difference with its one-sided bounds at a level. */
  static String difference(PairedComparison comparison, double level) {
    return String.format(
        Locale.ROOT,
        "MRR@10 %+.4f (bounds %+.4f to %+.4f at one-sided level %s, p = %s)",
        comparison.difference(),
        comparison.lowerBound(level),
        comparison.upperBound(level),
        probability(level),
        probability(comparison.pValueOfNotBetter()));
  }

  static String probability(double p) {
    return p < 0.0001
        ? String.format(Locale.ROOT, "%.1e", p)
        : String.format(Locale.ROOT, "%.4f", p);
  }
}

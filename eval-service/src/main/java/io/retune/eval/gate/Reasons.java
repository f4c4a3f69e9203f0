package io.retune.eval.gate;

import io.retune.eval.statistics.PairedComparison;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The sentences that say why the gate decided as it did.
 *
 * @param candidate what was evaluated
 * @param champion what is released
 */
record Reasons(Candidate candidate, Champion champion) {
  String noQuestions() {
    return "The collection has no validation question to decide on, so nothing shows whether version "
        + candidate.version()
        + " is sound, and "
        + champion.inWords()
        + " stays.";
  }

  String sameWeights() {
    return name() + " has exactly the weights of " + champion.inWords() + ": nothing to decide.";
  }

  String provedBetter(String figures) {
    return name() + " is proved better" + figures;
  }

  /** The beginning of a sentence. */
  String championHarms(PairedComparison championOverBase, double level) {
    return "The released "
        + champion.inWords()
        + (championOverBase.isWorse(level)
            ? " is worse than the base model ("
            : " was proved once and is not better than the base model any more (")
        + difference(championOverBase, level)
        + ")";
  }

  String notProvedEither(String figures) {
    return ", and version " + candidate.version() + " is not proved better" + figures;
  }

  String follows(Comparisons comparisons, GateRules rules) {
    double level = rules.followLevel();
    return name()
        + " follows version "
        + champion.provedVersion()
        + ", which was proved: it comes from the same recipe and newer examples, and on "
        + questionsOfNodes(comparisons)
        + " it is better than the base model ("
        + difference(comparisons.adapterOverBase(), level)
        + "), keeps more than half of that version's lift ("
        + difference(comparisons.adapterOverHalfLift().orElseThrow(), level)
        + " against half of it)"
        + comparisons
            .adapterOverChampion()
            .map(
                figure ->
                    String.format(
                        Locale.ROOT,
                        " and is not behind the champion by more than %.4f (%s)",
                        rules.followMargin(),
                        difference(figure, level)))
            .orElse("")
        + ".";
  }

  String nothingNew() {
    return championStays(
        "neither its examples nor the questions have changed enough since the last candidate was tested.");
  }

  /** For a collection in which the base model is released. */
  String harmful(String figures) {
    return name() + " is worse than the base model, which stays released," + figures;
  }

  String championStaysBecauseHarmful(String figures) {
    return championStays("is worse than the base model" + figures);
  }

  String championStaysBecauseUnproved(String figures) {
    return championStays("is not proved better" + figures);
  }

  String looksBroken() {
    return name() + " ranks worse than the base model, so its training looks broken.";
  }

  String worseThanChampion(PairedComparison overChampion, double level) {
    return name() + " ranks worse than the champion (" + difference(overChampion, level) + ").";
  }

  String championIsProved() {
    return name()
        + " cannot take the place of "
        + champion.inWords()
        + ", which stands on enough evidence.";
  }

  String rolledBack() {
    return name()
        + " is not released because a person went back to "
        + champion.inWords()
        + ", which only enough evidence may overrule.";
  }

  String notGentle() {
    return name()
        + " is not released because it goes further from the base model than the gentle blend that may"
        + " be released without proof.";
  }

  String gentle() {
    return name()
        + " is released only because it is a gentle blend with the base model and does not look"
        + " broken.";
  }

  /**
   * What a decision on enough evidence rests on, as the end of a sentence.
   *
   * @param test which candidate of the champion this is, from 1
   */
  String figures(Comparisons comparisons, int test, double level) {
    return " on "
        + questionsOfNodes(comparisons)
        + " (candidate "
        + test
        + " for the place of "
        + champion.inWords()
        + "): "
        + difference(comparisons.adapterOverBase(), level)
        + " against the base model"
        + comparisons
            .adapterOverChampion()
            .map(figure -> " and " + difference(figure, level) + " against the champion")
            .orElse("")
        + ".";
  }

  /** Why evidence is too little to decide on, as a sentence. */
  String tooFew(Comparisons comparisons, GateRules rules) {
    return "Its "
        + questionsOfNodes(comparisons)
        + " are too few to decide on (at least "
        + rules.minQuestions()
        + " of "
        + rules.minNodes()
        + " nodes): "
        + difference(comparisons.adapterOverBase(), rules.harmLevel())
        + " against the base model.";
  }

  /** What local questions are worth, as a sentence. */
  String localOnly(Comparisons comparisons, GateRules rules) {
    return "The "
        + comparisons.questions()
        + " local questions of "
        + comparisons.askedNodes()
        + (candidate.sawLocalQuestions() ? " nodes, which it was trained on," : " nodes")
        + " prove no lift: "
        + difference(comparisons.adapterOverBase(), rules.harmLevel())
        + " against the base model.";
  }

  /** A difference with its one-sided bounds at a level. */
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

  private String championStays(String because) {
    String words = champion.inWords();
    return Character.toUpperCase(words.charAt(0))
        + words.substring(1)
        + " stays because version "
        + candidate.version()
        + " "
        + because;
  }

  private String name() {
    return "Version " + candidate.version();
  }

  private static String questionsOfNodes(Comparisons comparisons) {
    String classes =
        comparisons.mix().counts().entrySet().stream()
            .map(count -> count.getKey().inWords(count.getValue()))
            .collect(Collectors.joining(", "));
    return comparisons.questions()
        + " questions ("
        + classes
        + ") of "
        + comparisons.askedNodes()
        + " nodes";
  }

  private static String probability(double p) {
    return p < 0.0001
        ? String.format(Locale.ROOT, "%.1e", p)
        : String.format(Locale.ROOT, "%.4f", p);
  }
}

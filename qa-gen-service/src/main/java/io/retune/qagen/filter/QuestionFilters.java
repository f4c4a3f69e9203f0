package io.retune.qagen.filter;

import io.retune.chassis.language.LanguageDetector;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The filters that are switched on, in order. Thread-safe. */
public final class QuestionFilters {

  private final List<QuestionFilter> filters;

  private QuestionFilters(List<QuestionFilter> filters) {
    this.filters = List.copyOf(filters);
  }

  /** Those that the configuration names. Empty questions always go: they cannot be embedded. */
  public static QuestionFilters of(FilterConfig config, LanguageDetector languages) {
    List<QuestionFilter> filters = new ArrayList<>();
    filters.add(new Empty());
    add(filters, config.tooShort(), new TooShort(config.minWords()));
    add(filters, config.tooLong(), new TooLong(config.maxCharacters()));
    add(filters, config.duplicate(), new Duplicate());
    add(filters, config.nearDuplicate(), new NearDuplicate(config.nearDuplicateSimilarity()));
    add(filters, config.artefact(), new Artefact());
    add(filters, config.tooGeneral(), new TooGeneral());
    add(filters, config.otherLanguage(), new OtherLanguage(languages));
    return new QuestionFilters(filters);
  }

  private static void add(List<QuestionFilter> filters, boolean wanted, QuestionFilter filter) {
    if (wanted) {
      filters.add(filter);
    }
  }

  /**
   * What stays of the generated questions.
   *
   * @param given the questions that the node has already; none of them is dropped
   */
  public Filtered apply(List<AskedQuestion> given, List<AskedQuestion> generated, NodeText node) {
    List<Candidate> kept = new ArrayList<>(given.stream().map(Candidate::of).toList());
    List<AskedQuestion> staying = new ArrayList<>();
    Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
    for (AskedQuestion question : generated) {
      Candidate candidate = Candidate.of(question);
      Optional<DropReason> reason = reasonToDrop(candidate, kept, node);
      if (reason.isPresent()) {
        dropped.merge(reason.get(), 1, Integer::sum);
      } else {
        kept.add(candidate);
        staying.add(question);
      }
    }
    return new Filtered(staying, dropped);
  }

  private Optional<DropReason> reasonToDrop(
      Candidate question, List<Candidate> kept, NodeText node) {
    return filters.stream()
        .filter(filter -> filter.drops(question, kept, node))
        .map(QuestionFilter::reason)
        .findFirst();
  }
}

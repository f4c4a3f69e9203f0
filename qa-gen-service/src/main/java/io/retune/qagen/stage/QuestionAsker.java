package io.retune.qagen.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.qagen.filter.Filtered;
import io.retune.qagen.filter.QuestionFilters;
import io.retune.qagen.llm.LlmConfig;
import io.retune.qagen.llm.LlmException;
import io.retune.qagen.llm.LlmQuestionGenerator;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.Passage;
import io.retune.qagen.question.PassageLanguage;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a node's questions with the generators of its collection. Blocks while a language model
 * answers. Thread-safe.
 */
@ApplicationScoped
class QuestionAsker {

  private final QaGenConfig config;
  private final LlmConfig llmConfig;
  private final LocalQuestionGenerator local;
  private final Optional<LlmQuestionGenerator> llm;
  private final QuestionFilters filters;
  private final PassageLanguage languages;
  private final MeterRegistry meters;

  QuestionAsker(
      QaGenConfig config,
      LlmConfig llmConfig,
      LocalQuestionGenerator local,
      Optional<LlmQuestionGenerator> llm,
      QuestionFilters filters,
      PassageLanguage languages,
      MeterRegistry meters) {
    this.config = config;
    this.llmConfig = llmConfig;
    this.local = local;
    this.llm = llm;
    this.filters = filters;
    this.languages = languages;
    this.meters = meters;
  }

  /**
   * The node with the questions that it brought and those that the generators ask.
   *
   * @param collection from the record's key
   * @throws IllegalArgumentException if the node has no id or no text
   */
  AskedNode ask(String collection, Node node) {
    Passage passage = new Passage(node.getNodeId(), node.getText(), language(node));
    Generators generators =
        Generators.of(collection, config, llm.map(model -> llmConfig.questionsPerNode()));
    List<AskedQuestion> generated = new ArrayList<>();
    Optional<Throwable> failure = Optional.empty();
    if (generators.llmQuestions().isPresent()) {
      try {
        generated.addAll(llm.orElseThrow().ask(passage, generators.llmQuestions().get()));
      } catch (LlmException e) {
        failure = Optional.of(e);
      }
    }
    if (generators.local()) {
      generated.addAll(local.ask(passage));
    }
    List<Question> given = given(collection, node);
    Filtered filtered =
        filters.apply(given.stream().map(QuestionAsker::asked).toList(), generated, passage);
    count(collection, given.size(), filtered);
    return new AskedNode(qaPairs(node, given, filtered.kept()), failure);
  }

  private String language(Node node) {
    if (!node.getLanguage().isEmpty()) {
      return node.getLanguage();
    }
    return languages.of(node.getText()).orElse(config.defaultLanguage());
  }

  /** The questions that came with the node: each text once, none empty, each with an id. */
  private List<Question> given(String collection, Node node) {
    List<Question> given = new ArrayList<>();
    for (Question question : node.getQuestionsList()) {
      if (question.getText().isBlank()) {
        dropped(collection, "empty", 1);
      } else if (given.stream().anyMatch(other -> other.getText().equals(question.getText()))) {
        dropped(collection, "duplicate", 1);
      } else {
        given.add(identified(node, question));
      }
    }
    return given;
  }

  private static Question identified(Node node, Question question) {
    return question.getQuestionId().isEmpty()
        ? question.toBuilder()
            .setQuestionId(QuestionId.of(node.getNodeId(), question.getText()))
            .build()
        : question;
  }

  private static AskedQuestion asked(Question question) {
    return new AskedQuestion(question.getText(), question.getOrigin(), question.getGenerator());
  }

  private static QaPairs qaPairs(Node node, List<Question> given, List<AskedQuestion> generated) {
    QaPairs.Builder qaPairs =
        QaPairs.newBuilder().setNode(node.toBuilder().clearQuestions()).addAllQuestions(given);
    for (AskedQuestion question : generated) {
      qaPairs.addQuestions(
          Question.newBuilder()
              .setQuestionId(QuestionId.of(node.getNodeId(), question.text()))
              .setText(question.text())
              .setOrigin(question.origin())
              .setGenerator(question.generator()));
    }
    return qaPairs.build();
  }

  private void count(String collection, int given, Filtered filtered) {
    meters.counter("retune.qagen.nodes", "collection", collection).increment();
    questions(collection, "given", given);
    filtered.kept().forEach(question -> questions(collection, source(question), 1));
    filtered.dropped().forEach((reason, count) -> dropped(collection, reason.label(), count));
  }

  private static String source(AskedQuestion question) {
    return switch (question.origin()) {
      case ORIGIN_LLM -> "llm";
      default -> "local";
    };
  }

  private void questions(String collection, String source, int count) {
    meters
        .counter("retune.qagen.questions", "collection", collection, "source", source)
        .increment(count);
  }

  private void dropped(String collection, String reason, int count) {
    meters
        .counter("retune.qagen.dropped", "collection", collection, "reason", reason)
        .increment(count);
  }
}

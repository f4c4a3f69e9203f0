package io.retune.qagen.ask;

import io.retune.chassis.language.LanguageDetector;
import io.retune.chassis.outage.AbandonedException;
import io.retune.chassis.outage.RefusedException;
import io.retune.qagen.answer.AnswerLog;
import io.retune.qagen.filter.DropReason;
import io.retune.qagen.filter.Filtered;
import io.retune.qagen.filter.QuestionFilters;
import io.retune.qagen.llm.LlmConfig;
import io.retune.qagen.llm.LlmQuestionGenerator;
import io.retune.qagen.local.LocalConfig;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks a node's questions with the generators of its collection. Blocks until a language model
 * answers, however long its server is away. Thread-safe.
 */
@ApplicationScoped
public class QuestionAsker {

  private final QaGenConfig config;
  private final LocalConfig localConfig;
  private final LlmConfig llmConfig;
  private final LocalQuestionGenerator local;
  private final Optional<LlmQuestionGenerator> llm;
  private final AnswerLog answers;
  private final QuestionFilters filters;
  private final LanguageDetector languages;

  QuestionAsker(
      QaGenConfig config,
      LocalConfig localConfig,
      LlmConfig llmConfig,
      LocalQuestionGenerator local,
      Optional<LlmQuestionGenerator> llm,
      AnswerLog answers,
      QuestionFilters filters,
      LanguageDetector languages) {
    this.config = config;
    this.localConfig = localConfig;
    this.llmConfig = llmConfig;
    this.local = local;
    this.llm = llm;
    this.answers = answers;
    this.filters = filters;
    this.languages = languages;
  }

  /**
   * The node with the questions that it brought and those that the generators ask.
   *
   * @param collection from the record's key
   * @param wanted false as soon as nobody waits for the questions any longer
   * @throws IllegalArgumentException if the node has no id or no text
   * @throws AbandonedException if the process stops or the questions are no longer wanted, while a
   *     language model is away
   */
  public AskedNode ask(String collection, Node node, BooleanSupplier wanted) {
    NodeText text = new NodeText(node.getNodeId(), node.getText(), language(node));
    Generators generators =
        Generators.of(
            Optional.ofNullable(config.collections().get(collection)),
            localConfig.enabled(),
            llm.map(model -> llmConfig.questionsPerNode()));
    List<AskedQuestion> generated = new ArrayList<>();
    Optional<Throwable> failure = Optional.empty();
    if (generators.llmQuestions().isPresent()) {
      try {
        generated.addAll(
            llm.orElseThrow()
                .ask(text, generators.llmQuestions().get(), answers.of(collection, node), wanted));
      } catch (RefusedException e) {
        failure = Optional.of(e);
      }
    }
    if (generators.local()) {
      generated.addAll(local.ask(text));
    }
    Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
    List<Question> brought = brought(node, dropped);
    Filtered filtered =
        filters.apply(brought.stream().map(QuestionAsker::asked).toList(), generated, text);
    filtered.dropped().forEach((reason, count) -> dropped.merge(reason, count, Integer::sum));
    return new AskedNode(qaPairs(node, brought, filtered.kept()), brought.size(), dropped, failure);
  }

  private String language(Node node) {
    if (!node.getLanguage().isEmpty()) {
      return node.getLanguage();
    }
    return languages.of(node.getText()).orElse(config.defaultLanguage());
  }

  /** The questions that came with the node: each text once, none empty, each with an id. */
  private static List<Question> brought(Node node, Map<DropReason, Integer> dropped) {
    List<Question> brought = new ArrayList<>();
    for (Question question : node.getQuestionsList()) {
      if (question.getText().isBlank()) {
        dropped.merge(DropReason.EMPTY, 1, Integer::sum);
      } else if (brought.stream().anyMatch(other -> other.getText().equals(question.getText()))) {
        dropped.merge(DropReason.DUPLICATE, 1, Integer::sum);
      } else {
        brought.add(identified(node, question));
      }
    }
    return brought;
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

  private static QaPairs qaPairs(Node node, List<Question> brought, List<AskedQuestion> generated) {
    QaPairs.Builder qaPairs =
        QaPairs.newBuilder().setNode(node.toBuilder().clearQuestions()).addAllQuestions(brought);
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
}

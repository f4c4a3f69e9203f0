package io.retune.qagen.llm;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.micrometer.core.instrument.Timer;
import io.retune.chassis.outage.AbandonedException;
import io.retune.chassis.outage.Outage;
import io.retune.chassis.outage.RefusedException;
import io.retune.chassis.outage.RemoteDependency;
import io.retune.qagen.answer.NodeAnswers;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import io.retune.schemas.v1.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Has a language model write questions that a node answers. Calls block for as long as the model
 * takes and its server is away. Thread-safe.
 */
public final class LlmQuestionGenerator {

  private static final Logger LOG = Logger.getLogger(LlmQuestionGenerator.class);

  /** A model that works answers this, whatever else it refuses. */
  static final String PROBE = "Write one short question about the sea, and nothing else.";

  private final ChatModel model;
  private final String modelName;
  private final Prompt prompt;
  private final AnswerParser parser = new AnswerParser();
  private final RateLimiter rateLimiter;
  private final RemoteDependency server;
  private final LlmMeters meters;

  LlmQuestionGenerator(
      ChatModel model,
      String modelName,
      Prompt prompt,
      RateLimiter rateLimiter,
      RemoteDependency server,
      LlmMeters meters) {
    this.model = model;
    this.modelName = modelName;
    this.prompt = prompt;
    this.rateLimiter = rateLimiter;
    this.server = server;
    this.meters = meters;
  }

  /** The model's name, as its server knows it. */
  public String modelName() {
    return modelName;
  }

  /** What keeps the model from answering; empty where it answers. */
  public Optional<Outage> outage() {
    return server.outage();
  }

  /**
   * At least one and at most {@code count} questions, each once. What the model answered to the
   * same prompt before is not asked, nor paid for, again where it is still kept.
   *
   * @param answers about this node
   * @param wanted false as soon as nobody waits for the questions any longer
   * @throws RefusedException if the model refuses this node, or its answer holds no question, while
   *     it answers other requests; the message is one line
   * @throws AbandonedException if the process stops or the questions are no longer wanted, before
   *     there was an answer
   */
  public List<AskedQuestion> ask(
      NodeText node, int count, NodeAnswers answers, BooleanSupplier wanted) {
    String text = prompt.about(node, count);
    return answers
        .find(modelName, text)
        .map(kept -> again(kept, count))
        .orElseGet(() -> server.call(() -> paid(text, count, answers), this::probe, wanted))
        .stream()
        .map(question -> new AskedQuestion(question, Origin.ORIGIN_LLM, modelName))
        .toList();
  }

  private List<String> again(String kept, int count) {
    meters.countKept();
    return questions(kept, count);
  }

  private List<String> paid(String text, int count, NodeAnswers answers) {
    String answer = answer(text);
    List<String> questions = questions(answer, count);
    answers.keep(modelName, text, answer);
    return questions;
  }

  private void probe() {
    questions(answer(PROBE), 1);
  }

  private List<String> questions(String answer, int count) {
    List<String> questions = parser.questions(answer, count);
    if (questions.isEmpty()) {
      throw new RefusedException("the language model's answer holds no question");
    }
    return questions;
  }

  private String answer(String text) {
    rateLimiter.acquirePermission();
    Timer.Sample sample = meters.start();
    ChatResponse response;
    try {
      response = model.chat(UserMessage.from(text));
    } catch (RuntimeException e) {
      LOG.debugf(e, "call of %s failed", modelName);
      CallFailure failure = CallFailure.of(e);
      meters.end(sample, failure.outcome().label());
      throw failure.asException();
    }
    meters.end(sample, "answered");
    meters.count(response.tokenUsage());
    String answer = response.aiMessage() == null ? null : response.aiMessage().text();
    return answer == null ? "" : answer;
  }
}

package io.retune.qagen.llm;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.micrometer.core.instrument.Timer;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import io.retune.schemas.v1.Origin;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * Has a language model write questions that a node answers. Calls block for as long as the model
 * takes, with its retries. Thread-safe.
 */
public final class LlmQuestionGenerator {

  private static final Logger LOG = Logger.getLogger(LlmQuestionGenerator.class);

  private final ChatModel model;
  private final String modelName;
  private final Prompt prompt;
  private final AnswerParser parser = new AnswerParser();
  private final RateLimiter rateLimiter;
  private final TypedGuard<ChatResponse> retries;
  private final LlmMeters meters;

  LlmQuestionGenerator(
      ChatModel model,
      String modelName,
      Prompt prompt,
      RateLimiter rateLimiter,
      TypedGuard<ChatResponse> retries,
      LlmMeters meters) {
    this.model = model;
    this.modelName = modelName;
    this.prompt = prompt;
    this.rateLimiter = rateLimiter;
    this.retries = retries;
    this.meters = meters;
  }

  /**
   * At least one and at most {@code count} questions, each once.
   *
   * @throws LlmException if the model cannot be reached, refuses, or its answer holds no question;
   *     the message is one line
   */
  public List<AskedQuestion> ask(NodeText node, int count) {
    String text = prompt.about(node, count);
    ChatResponse response = call(() -> callOnce(text));
    List<String> questions = parser.questions(answer(response), count);
    if (questions.isEmpty()) {
      throw new LlmException("the language model's answer holds no question");
    }
    return questions.stream()
        .map(question -> new AskedQuestion(question, Origin.ORIGIN_LLM, modelName))
        .toList();
  }

  private ChatResponse call(Callable<ChatResponse> call) {
    try {
      return retries.call(call);
    } catch (Exception e) {
      LOG.debugf(e, "call of %s failed", modelName);
      throw new LlmException(CallFailure.of(e).reason(), e);
    }
  }

  private ChatResponse callOnce(String text) {
    rateLimiter.acquirePermission();
    Timer.Sample sample = meters.start();
    try {
      ChatResponse response = model.chat(UserMessage.from(text));
      meters.end(sample, "answered");
      meters.count(response.tokenUsage());
      return response;
    } catch (RuntimeException e) {
      meters.end(sample, CallFailure.of(e).outcome().label());
      throw e;
    }
  }

  private static String answer(ChatResponse response) {
    String text = response.aiMessage() == null ? null : response.aiMessage().text();
    return text == null ? "" : text;
  }
}

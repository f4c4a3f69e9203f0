package io.retune.qagen.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes the language model's generator out of its configuration. */
public final class LlmGeneratorFactory {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Waiting for its turn is no failure of a call, however long it takes. */
  private static final Duration TURN_TIMEOUT = Duration.ofDays(1);

  private LlmGeneratorFactory() {}

  /**
   * Looks whether the settings are complete, without calling the language model.
   *
   * @throws ConfigurationException with one line that names the setting, if one is missing or
   *     invalid
   */
  public static void check(LlmConfig config) {
    if (config.enabled()) {
      LlmAccess.of(config);
    }
  }

  /**
   * The generator; empty where no language model is to be asked.
   *
   * @throws ConfigurationException as {@link #check} does
   */
  public static Optional<LlmQuestionGenerator> of(LlmConfig config, MeterRegistry meters) {
    if (!config.enabled()) {
      return Optional.empty();
    }
    LlmAccess access = LlmAccess.of(config);
    return Optional.of(
        new LlmQuestionGenerator(
            model(config, access),
            access.model(),
            access.prompt(),
            rateLimiter(config),
            retries(config),
            new LlmMeters(meters, access.model(), config.inputPrice(), config.outputPrice())));
  }

  private static ChatModel model(LlmConfig config, LlmAccess access) {
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .baseUrl(access.baseUrl().toString())
            .apiKey(access.apiKey())
            .modelName(access.model())
            .timeout(config.timeout())
            // Retries are counted, bounded and spaced here.
            .maxRetries(0)
            .logRequests(false)
            .logResponses(false);
    config.temperature().ifPresent(builder::temperature);
    config.maxAnswerTokens().ifPresent(builder::maxTokens);
    return builder.build();
  }

  private static TypedGuard<ChatResponse> retries(LlmConfig config) {
    return TypedGuard.create(ChatResponse.class)
        .withRetry()
        .maxRetries(config.retries())
        .maxDuration(0, ChronoUnit.MILLIS)
        .whenException(failure -> CallFailure.of(failure).isTemporary())
        .withCustomBackoff()
        .strategy(() -> new BackOff(config.backOff(), config.maxBackOff()))
        .done()
        .done()
        .build();
  }

  private static RateLimiter rateLimiter(LlmConfig config) {
    RateLimiterConfig.Builder limit = RateLimiterConfig.custom().timeoutDuration(TURN_TIMEOUT);
    config
        .requestsPerMinute()
        .ifPresentOrElse(
            // One at a time, evenly spaced: a server that limits by the second refuses bursts.
            calls -> limit.limitForPeriod(1).limitRefreshPeriod(MINUTE.dividedBy(calls)),
            () -> limit.limitForPeriod(Integer.MAX_VALUE));
    return RateLimiter.of("llm", limit.build());
  }
}

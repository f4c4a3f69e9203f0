package io.retune.qagen.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.chassis.outage.BackOff;
import io.retune.chassis.outage.RemoteDependencies;
import java.time.Duration;
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
      if (config.backOff().toMillis() < 1 || config.maxBackOff().compareTo(config.backOff()) < 0) {
        throw new ConfigurationException(
            "retune.qa-gen.llm.back-off must be at least 1 ms and at most max-back-off, "
                + config.maxBackOff());
      }
    }
  }

  /**
   * The generator; empty where no language model is to be asked.
   *
   * @throws ConfigurationException as {@link #check} does
   */
  public static Optional<LlmQuestionGenerator> of(
      LlmConfig config, RemoteDependencies dependencies, MeterRegistry meters) {
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
            dependencies.add("language model", new BackOff(config.backOff(), config.maxBackOff())),
            new LlmMeters(meters, access.model(), config.inputPrice(), config.outputPrice())));
  }

  private static ChatModel model(LlmConfig config, LlmAccess access) {
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .baseUrl(access.baseUrl().toString())
            .apiKey(access.apiKey())
            .modelName(access.model())
            .timeout(config.timeout())
            // Failures are waited out here, where it is seen.
            .maxRetries(0)
            .logRequests(false)
            .logResponses(false);
    config.temperature().ifPresent(builder::temperature);
    config.maxAnswerTokens().ifPresent(builder::maxTokens);
    return builder.build();
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

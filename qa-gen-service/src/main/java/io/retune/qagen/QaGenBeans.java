package io.retune.qagen;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.Service;
import io.retune.chassis.language.LanguageDetector;
import io.retune.chassis.outage.RemoteDependencies;
import io.retune.qagen.filter.FilterConfig;
import io.retune.qagen.filter.QuestionFilters;
import io.retune.qagen.llm.LlmConfig;
import io.retune.qagen.llm.LlmGeneratorFactory;
import io.retune.qagen.llm.LlmQuestionGenerator;
import io.retune.qagen.local.EnglishGrammar;
import io.retune.qagen.local.LocalConfig;
import io.retune.qagen.local.LocalMix;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.schemas.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;

/** Puts the service together from its configuration. */
@ApplicationScoped
class QaGenBeans {

  /** Tells what is wrong in one line, and before anything is asked of the Kafka cluster. */
  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent start,
      LlmConfig config) {
    LlmGeneratorFactory.check(config);
  }

  @Produces
  @Singleton
  static Service service() {
    return new Service("qa-gen", List.of(Topics.NODES, Topics.QUERIES));
  }

  @Produces
  @Singleton
  static LanguageDetector languages() {
    return new LanguageDetector();
  }

  @Produces
  @Singleton
  static QuestionFilters filters(FilterConfig config, LanguageDetector languages) {
    return QuestionFilters.of(config, languages);
  }

  @Produces
  @Singleton
  static LocalQuestionGenerator localGenerator(LocalConfig config) {
    return new LocalQuestionGenerator(new EnglishGrammar(), LocalMix.of(config));
  }

  /** Empty where no language model is to be asked. */
  @Produces
  @Singleton
  static Optional<LlmQuestionGenerator> llmGenerator(
      LlmConfig config, RemoteDependencies dependencies, MeterRegistry meters) {
    return LlmGeneratorFactory.of(config, dependencies, meters);
  }
}

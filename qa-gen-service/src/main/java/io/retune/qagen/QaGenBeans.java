package io.retune.qagen;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.chassis.Service;
import io.retune.chassis.TopicsConfig;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.language.LanguageDetector;
import io.retune.chassis.outage.RemoteDependencies;
import io.retune.qagen.feedback.FeedbackConfig;
import io.retune.qagen.feedback.stream.FeedbackMeters;
import io.retune.qagen.feedback.stream.FeedbackTopology;
import io.retune.qagen.filter.FilterConfig;
import io.retune.qagen.filter.QuestionFilters;
import io.retune.qagen.llm.LlmConfig;
import io.retune.qagen.llm.LlmGeneratorFactory;
import io.retune.qagen.llm.LlmQuestionGenerator;
import io.retune.qagen.local.EnglishGrammar;
import io.retune.qagen.local.LocalConfig;
import io.retune.qagen.local.LocalMix;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.schemas.CollectionName;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.Topology;

/** Puts the service together from its configuration. */
@ApplicationScoped
class QaGenBeans {

  /** Tells what is wrong in one line, and before anything is asked of the Kafka cluster. */
  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent start,
      LlmConfig config,
      FeedbackConfig feedback) {
    LlmGeneratorFactory.check(config);
    checkCollection(feedback.collection());
  }

  private static void checkCollection(String name) {
    try {
      CollectionName.check(name);
    } catch (IllegalArgumentException e) {
      // Quarkus prints this exception as one line where it has no cause.
      throw new ConfigurationException("retune.qa-gen.feedback.collection: " + e.getMessage());
    }
  }

  @Produces
  @Singleton
  static Service service() {
    return new Service(
        "qa-gen",
        List.of(Topics.NODES, Topics.QUERIES, Topics.FEEDBACK, Topics.FEEDBACK_QUESTIONS));
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

  @Produces
  @Singleton
  static FeedbackMeters feedbackMeters(MeterRegistry meters) {
    return new FeedbackMeters(meters);
  }

  @Produces
  @Singleton
  static Topology feedback(
      FeedbackConfig config,
      TopicsConfig topics,
      TopicNames names,
      Service service,
      AdmittedCollections collections,
      FeedbackMeters feedbackMeters,
      MeterRegistry meters) {
    return FeedbackTopology.build(
        config, names, service, collections, feedbackMeters, meters, topics.forgetWithin());
  }
}

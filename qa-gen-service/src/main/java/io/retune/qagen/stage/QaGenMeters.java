package io.retune.qagen.stage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retune.chassis.fair.FairChannel;
import io.retune.qagen.ask.AskedNode;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What the stages did, by collection. Dead letters are counted where they are sent, calls of a
 * language model where they are made. Thread-safe.
 */
@ApplicationScoped
class QaGenMeters {

  private static final String COLLECTION = "collection";
  private static final String NONE = "none";

  private final MeterRegistry registry;

  QaGenMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The time of one batch of nodes, from its first record to its last. */
  Timer batch() {
    return registry.timer("retune.qa-gen.batch");
  }

  /** The time of one batch of queries. */
  Timer queriesBatch() {
    return registry.timer("retune.qa-gen.queries.batch");
  }

  /** Shows what was read of {@code nodes} and waits for its turn. */
  void waiting(FairChannel channel) {
    Gauge.builder("retune.qa-gen.waiting.collections", channel, FairChannel::lanes)
        .description("Collections with nodes that wait")
        .register(registry);
    Gauge.builder("retune.qa-gen.waiting.offsets", channel, FairChannel::offsets)
        .description("Offsets that were read and wait; marks of transactions are among them")
        .register(registry);
  }

  /** The time of one node, whether it succeeds or not. */
  Timer asking(String collection) {
    return registry.timer("retune.qa-gen.ask", COLLECTION, collection);
  }

  void nodeReceived(String collection) {
    count("retune.qa-gen.nodes", collection);
  }

  void nodeDeleted(String collection) {
    count("retune.qa-gen.nodes.deleted", collection);
  }

  void nodeFailed() {
    count("retune.qa-gen.nodes.failed", NONE);
  }

  void nodeFailed(String collection) {
    count("retune.qa-gen.nodes.failed", collection);
  }

  /** Counts a node and its questions, by where they come from. */
  void nodeAsked(String collection, AskedNode asked) {
    count("retune.qa-gen.nodes.asked", collection);
    List<Question> questions = asked.qaPairs().getQuestionsList();
    questions(collection, "given", asked.brought());
    questions
        .subList(asked.brought(), questions.size())
        .forEach(question -> questions(collection, source(question), 1));
    asked
        .dropped()
        .forEach(
            (reason, dropped) ->
                registry
                    .counter(
                        "retune.qa-gen.questions.dropped",
                        COLLECTION,
                        collection,
                        "reason",
                        reason.label())
                    .increment(dropped));
  }

  /** A node was written with other questions of feedback than before. */
  void feedbackTaken(String collection) {
    count("retune.qa-gen.feedback.nodes", collection);
  }

  void queryReceived(String collection) {
    count("retune.qa-gen.queries", collection);
  }

  void queryDeleted(String collection) {
    count("retune.qa-gen.queries.deleted", collection);
  }

  void queryFailed() {
    count("retune.qa-gen.queries.failed", NONE);
  }

  private static String source(Question question) {
    return question.getOrigin() == Origin.ORIGIN_LLM ? "llm" : "local";
  }

  private void questions(String collection, String source, int amount) {
    registry
        .counter("retune.qa-gen.questions", COLLECTION, collection, "source", source)
        .increment(amount);
  }

  private void count(String name, String collection) {
    registry.counter(name, COLLECTION, collection).increment();
  }
}

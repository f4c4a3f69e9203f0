package io.retune.trainer.canary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.BaseModelLog;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.chassis.kafka.TopicBaseModelLog;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.EmbeddingException;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.BaseModelState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Embeds the fixed texts from time to time, and writes down what the base model was and where it
 * has changed. A change counts when two looks in a row find it. Thread-safe.
 */
@ApplicationScoped
public class CanaryWatch {

  private static final Logger LOG = Logger.getLogger(CanaryWatch.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final BaseEmbeddingModel model;
  private final BaseModel baseModel;
  private final BaseModelLog log;
  private final CanaryConfig config;
  private final CanaryComparison comparison;
  private final Service service;
  private final String topic;
  private final RecordWriter writer;
  private final ScheduledExecutorService thread;
  private volatile double distance;
  private volatile Optional<BaseModelState> changed = Optional.empty();

  CanaryWatch(
      BaseEmbeddingModel model,
      BaseModel baseModel,
      CanaryConfig config,
      Service service,
      TopicNames names,
      KafkaClients clients,
      MeterRegistry meters) {
    this.model = model;
    this.baseModel = baseModel;
    this.log = new TopicBaseModelLog(clients, names, TIMEOUT);
    this.config = config;
    this.comparison = new CanaryComparison(baseModel, Canaries.USUAL.sha256(), config.tolerance());
    this.service = service;
    this.topic = names.of(Topics.BASE_MODELS);
    this.writer = new RecordWriter(clients, ProducerLimits.of(Topics.BASE_MODELS, TIMEOUT));
    this.thread = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("canaries"));
    Gauge.builder("retune.canary.distance", this, watch -> watch.distance)
        .description(
            "Largest cosine distance between what the base model made of a fixed text and makes of it now")
        .register(meters);
    Gauge.builder("retune.canary.changed", this, watch -> watch.changed().isPresent() ? 1 : 0)
        .description("1 where the base model has changed silently and nobody has decided on it")
        .register(meters);
  }

  void start(@Observes StartupEvent event) {
    thread.scheduleWithFixedDelay(
        this::lookSafely, 0, config.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  void close() {
    thread.shutdownNow();
    writer.close();
  }

  /** The state of the base model where it had changed silently at the last look; else empty. */
  public Optional<BaseModelState> changed() {
    return changed;
  }

  private void lookSafely() {
    try {
      look();
    } catch (EmbeddingException e) {
      // The stage says so, and waits. The next look comes by itself.
      LOG.debugf("the base model was not compared: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warnf("the base model was not compared, which is tried again: %s", e.getMessage());
    }
  }

  /** One look. For a caller who does not mind what it throws. */
  void look() {
    Optional<BaseModelState> known = log.find(baseModel.getFingerprint());
    List<float[]> now = Canaries.USUAL.embed(model);
    distance = comparison.distance(known, now);
    if (distance > config.tolerance()) {
      // Once more: a single strange answer is not yet another model.
      now = Canaries.USUAL.embed(model);
      distance = comparison.distance(known, now);
    }
    Optional<BaseModelState> next = comparison.next(known, now, Clock.systemUTC().instant());
    next.ifPresent(this::write);
    changed = next.or(() -> known).filter(BaseModelState::hasChange);
    changed.ifPresent(this::say);
  }

  private void write(BaseModelState state) {
    String key = baseModel.getFingerprint();
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, state.toByteArray());
    service
        .event(Topics.BASE_MODELS)
        .stamp(
            record.headers(),
            CloudEvent.id(Topics.BASE_MODELS, key, Long.toString(state.getSince().getSeconds())),
            Clock.systemUTC().instant());
    writer.write(record);
  }

  private void say(BaseModelState state) {
    LOG.errorf(
        "base model %s answers otherwise than it did (cosine distance up to %.4f, seen %s): no"
            + " version of it is released until somebody decides, see docs/base-model-changes.md",
        baseModel.getName(),
        state.getChange().getDistance(),
        InstantCodec.decode(state.getChange().getSeenAt()));
  }
}

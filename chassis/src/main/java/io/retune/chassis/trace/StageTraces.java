package io.retune.chassis.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries a document's trace from topic to topic. Where tracing is off, nothing is recorded, and
 * the headers of a trace that somebody else began pass on as they are. Thread-safe.
 */
@ApplicationScoped
public class StageTraces {
  private static final String INSTRUMENTATION = "io.retune";

  private final OpenTelemetry telemetry;

  /** A disabled SDK still makes spans that nobody will ever see: no trace may point to those. */
  @Inject
  StageTraces(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false")
          boolean disabled) {
    this(disabled ? OpenTelemetry.noop() : telemetry);
  }

  /** Traces by this telemetry. */
  public StageTraces(OpenTelemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Begins a stage's work on a record, in the trace that its headers name, or in a new one.
   *
   * @param stage such as {@code parse}
   * @param topic the record's
   * @param key the record's; may be null
   */
  public StageSpan begin(String stage, String topic, String key, Headers headers) {
    Context parent =
        telemetry
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), headers, HeaderText.INSTANCE);
    var span =
        telemetry
            .getTracer(INSTRUMENTATION)
            .spanBuilder(stage)
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.destination.name", topic)
            .setAttribute("messaging.kafka.message.key", key == null ? "" : key)
            .startSpan();
    return new StageSpan(telemetry, span, parent.with(span));
  }

  private enum HeaderText implements TextMapGetter<Headers> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Headers headers) {
      return Arrays.stream(headers.toArray()).map(Header::key).toList();
    }

    @Override
    public String get(Headers headers, String key) {
      Header header = headers == null ? null : headers.lastHeader(key);
      return header == null || header.value() == null
          ? null
          : new String(header.value(), StandardCharsets.UTF_8);
    }
  }
}

package io.retune.chassis.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries a document's trace from topic to topic. Where tracing is off, nothing is recorded, and
 * the headers of a trace that somebody else began pass on as they are. Thread-safe.
 */
@ApplicationScoped
public class StageTraces {
  private static final String INSTRUMENTATION = "io.retune";

  /** W3C Trace Context. */
  private static final List<String> NAMES = List.of("traceparent", "tracestate");

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
    return begin(stage, topic, key, headers, List.of());
  }

  /**
   * Begins work that many records cause. It is in the trace of one of them, and has links to the
   * others.
   *
   * @param stage such as {@code train}
   * @param topic the records'
   * @param key of the work; may be null
   * @param headers of the record whose trace goes on
   * @param others the headers of other records
   */
  public StageSpan begin(
      String stage, String topic, String key, Headers headers, List<Headers> others) {
    Context parent = context(headers);
    SpanBuilder builder =
        telemetry
            .getTracer(INSTRUMENTATION)
            .spanBuilder(stage)
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.destination.name", topic)
            .setAttribute("messaging.kafka.message.key", key == null ? "" : key);
    others.forEach(other -> builder.addLink(Span.fromContext(context(other)).getSpanContext()));
    Span span = builder.startSpan();
    return new StageSpan(telemetry, span, parent.with(span));
  }

  private Context context(Headers headers) {
    return telemetry
        .getPropagators()
        .getTextMapPropagator()
        .extract(Context.root(), headers, HeaderText.INSTANCE);
  }

  /** The headers of a record that name its trace, and no others. */
  public static Headers only(Headers headers) {
    RecordHeaders trace = new RecordHeaders();
    for (String name : NAMES) {
      Header header = headers.lastHeader(name);
      if (header != null) {
        trace.add(header);
      }
    }
    return trace;
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

package io.retune.chassis.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** A stage's work on one record. Closing it ends it. */
public final class StageSpan implements AutoCloseable {
  private final OpenTelemetry telemetry;
  private final Span span;
  private final Context context;

  StageSpan(OpenTelemetry telemetry, Span span, Context context) {
    this.telemetry = telemetry;
    this.span = span;
    this.context = context;
  }

  /** Writes the trace into the headers of a record that comes of the work. */
  public void continueIn(Headers headers) {
    telemetry
        .getPropagators()
        .getTextMapPropagator()
        .inject(
            context,
            headers,
            (carrier, name, value) ->
                carrier.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Says that the work failed. */
  public void failed(Throwable failure) {
    span.recordException(failure);
    span.setStatus(StatusCode.ERROR);
  }

  @Override
  public void close() {
    span.end();
  }
}

package io.retune.chassis.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class StageTracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();

  @Test
  void whatComesOfARecordIsInTheRecordsTrace() {
    // Given
    Headers incoming = traced();
    Headers outgoing = new RecordHeaders();

    // When
    try (StageSpan span = new StageTraces(telemetry).begin("parse", "documents", "a/1", incoming)) {
      span.continueIn(outgoing);
    }

    // Then
    SpanData span = spans.getFinishedSpanItems().get(0);
    assertThat(span.getName()).isEqualTo("parse");
    assertThat(span.getParentSpanId()).isEqualTo(PARENT);
    assertThat(text(outgoing)).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void theStagesSpanTakesThePlaceOfTheLastOnes() {
    // Given
    Headers headers = traced();

    // When
    try (StageSpan span = new StageTraces(telemetry).begin("parse", "documents", "a/1", headers)) {
      span.continueIn(headers);
    }

    // Then
    assertThat(headers.toArray()).hasSize(1);
    assertThat(text(headers)).startsWith("00-" + TRACE).doesNotContain(PARENT);
  }

  @Test
  void aFailureShowsInTheTrace() {
    // When
    try (StageSpan span = new StageTraces(telemetry).begin("parse", "documents", null, traced())) {
      span.failed(new IllegalStateException("torn"));
    }

    // Then
    assertThat(spans.getFinishedSpanItems().get(0).getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
  }

  @Test
  void withTracingOffAForeignTracePassesAsItIs() {
    // Given
    Headers headers = traced();

    // When
    try (StageSpan span =
        new StageTraces(OpenTelemetry.noop()).begin("parse", "documents", "a/1", headers)) {
      span.continueIn(headers);
    }

    // Then
    assertThat(text(headers)).isEqualTo("00-" + TRACE + "-" + PARENT + "-01");
  }

  @Test
  void workOfManyRecordsIsInTheTraceOfOneAndLinksToTheOthers() {
    // Given
    String other = "0af7651916cd43dd8448eb211c80319c";

    // When
    try (StageSpan span =
        new StageTraces(telemetry)
            .begin("train", "embeddings", "a", traced(), List.of(traced(other)))) {
      assertThat(span).isNotNull();
    }

    // Then
    SpanData span = spans.getFinishedSpanItems().get(0);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getLinks())
        .extracting(link -> link.getSpanContext().getTraceId())
        .containsExactly(other);
  }

  private static Headers traced() {
    return traced(TRACE);
  }

  private static Headers traced(String trace) {
    String value = "00-" + trace + "-" + PARENT + "-01";
    return new RecordHeaders().add("traceparent", value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers) {
    return new String(headers.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
  }
}

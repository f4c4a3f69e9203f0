package io.retune.trainer.train.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.retune.chassis.trace.StageTraces;
import io.retune.trainer.train.ExampleFeed;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version is in the trace of the examples that it learned from. */
class TrainTracesTest {
  private static final Map<String, String> SETTINGS = Map.of("quiet", "10s");

  @TempDir Path stateDirectory;

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();

  @Test
  void aVersionGoesOnInTheTraceOfTheLastExampleAndLinksToThoseBefore() {
    // Given
    try (TrainDriver driver = TrainDriver.traced(stateDirectory, SETTINGS, telemetry)) {
      feed(driver);

      // When
      driver.advance(11);

      // Then
      String version = trace(driver.checkpoints.readRecord().headers());
      SpanData training = spans.getFinishedSpanItems().get(0);
      assertThat(training.getName()).isEqualTo("train");
      assertThat(training.getTraceId()).isEqualTo(id(9));
      assertThat(version).isEqualTo("00-" + id(9) + "-" + training.getSpanId() + "-01");
      assertThat(training.getLinks())
          .hasSize(9)
          .extracting(link -> link.getSpanContext().getTraceId())
          .startsWith(id(0))
          .endsWith(id(8));
    }
  }

  @Test
  void withTracingOffTheTraceOfTheLastExamplePassesAsItIs() {
    // Given
    try (TrainDriver driver = new TrainDriver(stateDirectory, SETTINGS)) {
      feed(driver);

      // When
      driver.advance(11);

      // Then
      assertThat(trace(driver.checkpoints.readRecord().headers())).isEqualTo(traceparent(9));
    }
  }

  @Test
  void whatIsHeardDuringATrainingIsTheNextVersions() {
    // Given
    TrainTraces traces = new TrainTraces(new StageTraces(telemetry));
    traces.heard("a", headers(1));
    traces.begin("a");
    traces.heard("a", headers(2));
    traces.continueIn("a", new RecordHeaders());
    traces.end("a");
    Headers next = new RecordHeaders();

    // When
    traces.begin("a");
    traces.continueIn("a", next);
    traces.end("a");

    // Then
    assertThat(trace(next)).startsWith("00-" + id(2));
    assertThat(spans.getFinishedSpanItems().get(1).getLinks()).isEmpty();
  }

  private static Headers headers(int node) {
    return new RecordHeaders().add("traceparent", traceparent(node).getBytes(UTF_8));
  }

  private static void feed(TrainDriver driver) {
    for (int node = 0; node < 10; node++) {
      driver.embeddings.pipeInput(
          new TestRecord<>(
              TrainDriver.key("n" + node),
              ExampleFeed.local(node, 4).toByteArray(),
              headers(node)));
    }
  }

  private static String traceparent(int node) {
    return "00-" + id(node) + "-00f067aa0ba902b7-01";
  }

  private static String id(int node) {
    return "0af7651916cd43dd8448eb211c8031%02d".formatted(node);
  }

  private static String trace(Headers headers) {
    return new String(headers.lastHeader("traceparent").value(), UTF_8);
  }
}

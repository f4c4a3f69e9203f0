package io.retune.chassis.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCompactionTest {
  private static final String SECRET = "the well behind the house";

  @TempDir Path directory;

  @Test
  void noByteOfADeletedValueStaysInTheFilesOfAQuietStore() {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings())) {
      // Given
      TestInputTopic<String, String> input =
          driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
      input.pipeInput("garden/well", SECRET);
      input.pipeInput("garden/gate", "the gate is green");
      driver.advanceWallClockTime(StateCompaction.WRITE_EVERY);
      List<Path> before = filesWith(SECRET);

      // When
      input.pipeInput(new TestRecord<>("garden/well", null));

      // Then
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                driver.advanceWallClockTime(StateCompaction.WRITE_EVERY);
                return filesWith(SECRET).isEmpty();
              });
      assertThat(before).isNotEmpty();
      assertThat(driver.getKeyValueStore("kept").get("garden/gate")).isEqualTo("the gate is green");
    }
  }

  private static Topology topology() {
    return new Topology()
        .addSource("read", Serdes.String().deserializer(), Serdes.String().deserializer(), "in")
        .addProcessor("keep", Keep::new, "read")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("kept"), Serdes.String(), Serdes.String()),
            "keep");
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "state-compaction");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
    settings.put(BoundedRocksDb.COMPACT_AFTER_CONFIG, "1");
    return settings;
  }

  private List<Path> filesWith(String text) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".sst") && holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException e) {
      // A file that goes while it is looked at: look again.
      return List.of(directory);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(text);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Keep extends ContextualProcessor<String, String, Void, Void> {
    private KeyValueStore<String, String> kept;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      super.init(context);
      kept = context.getStateStore("kept");
      StateCompaction.schedule(context, kept);
    }

    @Override
    public void process(Record<String, String> record) {
      kept.put(record.key(), record.value());
    }
  }
}

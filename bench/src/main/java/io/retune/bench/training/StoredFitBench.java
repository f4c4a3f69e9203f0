package io.retune.bench.training;

import io.retune.bench.measure.PeakMemory;
import io.retune.chassis.streams.BoundedRocksDb;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.examples.ExampleCounts;
import io.retune.trainer.train.examples.Scope;
import io.retune.trainer.train.examples.StoredExamples;
import io.retune.trainer.train.examples.TrainingSelection;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.SampleRule;
import io.retune.trainer.train.fit.TorchEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What a retraining of a collection costs, from its records in RocksDB to the adapter, with the
 * default recipe: one size a process, so that the peak of its memory is that size's own.
 *
 * <p>Arguments: nodes, local questions a node, the vectors' dimension, a folder for the store. Run
 * with the trainer's heap. Prints one row of Markdown.
 */
public final class StoredFitBench {

  private static final String STORE = "examples";
  private static final String COLLECTION = "made-up";

  private final MadeUpRecords records;
  private final PrintStream out;

  private StoredFitBench(MadeUpRecords records, PrintStream out) {
    this.records = records;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("wanted: NODES QUESTIONS-A-NODE DIMENSION FOLDER");
    }
    MadeUpRecords records =
        new MadeUpRecords(
            Integer.parseInt(arguments[0]),
            Double.parseDouble(arguments[1]),
            Integer.parseInt(arguments[2]));
    Path folder = Files.createDirectories(Path.of(arguments[3]));
    new StoredFitBench(records, System.out).run(folder);
  }

  private void run(Path folder) throws IOException {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties(folder))) {
      KeyValueStore<String, byte[]> store = driver.getKeyValueStore(STORE);
      for (int node = 0; node < records.nodes(); node++) {
        store.put(new EntryKey(COLLECTION, MadeUpRecords.id(node)).toString(), records.value(node));
      }
      System.gc();
      ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
      measure(store);
    }
  }

  private void measure(KeyValueStore<String, byte[]> store) throws IOException {
    Recipe recipe = TrainingBench.whitened();
    Scope scope = Scope.TRAINING_NODES;
    long start = System.nanoTime();
    TrainingSelection selection;
    ExampleCounts counts;
    Recipe sampled;
    try (StoredExamples examples = StoredExamples.open(store, COLLECTION, records.model())) {
      counts = ExampleCounts.of(examples, SampleRule.most(recipe));
      Recipe.Builder builder = recipe.toBuilder();
      SampleRule.of(
              recipe, counts.asked(scope), counts.local(scope), counts.nodes(), counts.unlabelled())
          .ifPresent(builder::setSample);
      sampled = builder.build();
      selection = TrainingSelection.of(examples, counts, scope, sampled, Long.MAX_VALUE);
    }
    long read = System.nanoTime();
    new AdapterTrainer(new TorchEngine())
        .train(selection.trainingSet(new EvidenceRule(true), 0), sampled, Optional.empty());
    long end = System.nanoTime();
    out.printf(
        "| %,d | %.2f | %,d | %,d | %.1f | %.1f | %d | %d | %d |%n",
        records.nodes(),
        records.questionsPerNode(),
        selection.questionCount(),
        selection.nodes(),
        (read - start) / 1e9,
        (end - read) / 1e9,
        peakHeapMegabytes(),
        Runtime.getRuntime().maxMemory() >> 20,
        PeakMemory.residentMegabytes());
  }

  private static long peakHeapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  private static Topology topology() {
    Topology topology = new Topology();
    topology.addSource(
        "records", new StringDeserializer(), new ByteArrayDeserializer(), "embeddings");
    topology.addProcessor("keep", Keep::new, "records");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "keep");
    return topology;
  }

  private static Properties properties(Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    return properties;
  }

  private static final class Keep implements Processor<String, byte[], Void, Void> {

    @Override
    public void process(Record<String, byte[]> record) {
      throw new IllegalStateException("the bench writes into the store itself");
    }
  }
}

package io.retune.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.trace.StageTraces;
import io.retune.ingest.chunk.ChunkConfig;
import io.retune.ingest.extract.ExtractorLimits;
import io.retune.ingest.extract.ExtractorSettings;
import io.retune.ingest.extract.ForkedExtractor;
import io.retune.ingest.extract.ParserConfig;
import io.retune.ingest.node.DocumentNodes;
import io.retune.ingest.node.SplitConfig;
import io.retune.ingest.node.SplitRule;
import io.retune.ingest.source.connect.RecordsConfig;
import io.retune.ingest.source.connect.RecordsMeters;
import io.retune.ingest.source.connect.RecordsTopology;
import io.retune.ingest.stream.IngestTopology;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** Puts the service together from its configuration. */
@ApplicationScoped
class IngestBeans {
  @Produces
  @Singleton
  static Service service() {
    return new Service("ingest", List.of(Topics.DOCUMENTS, Topics.RECORDS));
  }

  @Produces
  @Singleton
  static ForkedExtractor extractor(
      ExtractorSettings settings, ParserConfig config, ChunkConfig chunk) {
    ForkedExtractor extractor = new ForkedExtractor(settings, ExtractorLimits.of(config, chunk));
    extractor.start();
    return extractor;
  }

  static void close(@Disposes ForkedExtractor extractor) {
    extractor.close();
  }

  @Produces
  @Singleton
  static ExtractorSettings settings(ParserConfig parser, ChunkConfig chunk) {
    return ExtractorSettings.of(parser, chunk);
  }

  @Produces
  @Singleton
  static DocumentNodes documentNodes(
      ForkedExtractor extractor, ExtractorSettings settings, SplitConfig split) {
    return DocumentNodes.of(
        extractor, settings, new SplitRule(split.split(), split.validationShare()));
  }

  @Produces
  @Singleton
  static Topology topology(
      TopicNames names,
      Service service,
      DocumentNodes documentNodes,
      MeterRegistry meters,
      StageTraces traces,
      RecordsConfig records,
      RecordsMeters recordsMeters,
      AdmittedCollections collections) {
    return RecordsTopology.addTo(
        IngestTopology.build(names, service, documentNodes, meters, traces),
        records,
        names,
        service,
        collections,
        recordsMeters,
        meters,
        traces);
  }

  @Produces
  @Singleton
  static RecordsMeters recordsMeters(MeterRegistry meters) {
    return new RecordsMeters(meters);
  }
}

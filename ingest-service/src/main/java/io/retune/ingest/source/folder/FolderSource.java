package io.retune.ingest.source.folder;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.DocumentPublisher;
import io.retune.schemas.CollectionName;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Watches the configured folder, if there is one. */
@ApplicationScoped
class FolderSource {
  private final Optional<FolderWatch> watch;
  private final String folder;

  FolderSource(FolderConfig config, DocumentPublisher publisher, MeterRegistry meters) {
    CollectionName.check(config.collection());
    this.folder = config.path().map(Path::toString).orElse("none");
    this.watch =
        config
            .path()
            .map(
                path ->
                    new FolderWatch(
                        path.toAbsolutePath().normalize(),
                        new FolderMemory(config.memory()),
                        new Disappearances(config.looksBeforeDeleting(), config.maxDeletedShare()),
                        new FolderDocuments(publisher, config.collection(), config.split().split()),
                        new FolderMeters(meters)));
  }

  @Scheduled(
      every = "${retune.ingest.folder.interval:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    watch.ifPresent(FolderWatch::look);
  }

  /** The watched folder; {@code none} where there is none. */
  String folder() {
    return folder;
  }

  /** Why its files are not taken; empty when they are. */
  Optional<String> problem() {
    return watch.flatMap(FolderWatch::problem);
  }
}

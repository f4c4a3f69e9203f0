package io.retune.ingest.source.folder;

import io.retune.ingest.source.SplitName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** A folder whose files are documents, as long as they are there. */
@ConfigMapping(prefix = "retune.ingest.folder")
public interface FolderConfig {
  /** The folder; none is watched when absent. */
  Optional<Path> path();

  /** The collection that its files belong to. */
  @WithDefault("default")
  @NotBlank
  String collection();

  /**
   * Which side of an evaluation its files are on: {@code auto}, {@code train}, {@code validation}.
   */
  @WithDefault("auto")
  @NotNull
  SplitName split();

  /** How often to look. A file is taken when it was the same twice in a row. */
  @WithDefault("2s")
  @NotNull
  @DurationMin(millis = 100)
  Duration interval();

  /**
   * The file that remembers which files were taken, so that a file that is removed while the
   * service is down is deleted too.
   */
  @WithDefault("${retune.state-dir:.retune/state}/ingest-folder.tsv")
  @NotNull
  Path memory();
}

package io.retune.ingest.source.folder;

import io.retune.ingest.source.SplitName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
   * A file is deleted when it was not seen at so many looks in a row; a folder that cannot be read
   * is not looked at.
   */
  @WithDefault("5")
  @Min(1)
  @Max(1_000_000)
  int looksBeforeDeleting();

  /**
   * The share of the files taken so far that may be deleted at once, from 0 to 1. When more are
   * gone, none is deleted, because a disk may not be mounted: log, metric and health say so, and
   * the deletions wait until the files are back or this is set higher; 1 allows all.
   */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double maxDeletedShare();

  /**
   * The file that remembers which files were taken, so that a file that is removed while the
   * service is down is deleted too.
   */
  @WithDefault("${retune.state-dir:.retune/state}/ingest-folder.tsv")
  @NotNull
  Path memory();
}

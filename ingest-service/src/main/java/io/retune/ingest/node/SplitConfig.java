package io.retune.ingest.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/** Which nodes are for training and which for validation, where the document does not say. */
@ConfigMapping(prefix = "retune.ingest")
public interface SplitConfig {
  /**
   * {@code document}: all nodes of a document are on one side. {@code node}: each node is drawn by
   * itself.
   */
  @WithDefault("document")
  @NotNull
  SplitRule.By split();

  /** The share of documents, or nodes, that are for validation. */
  @WithDefault("0.2")
  @DecimalMin("0")
  @DecimalMax("1")
  double validationShare();
}

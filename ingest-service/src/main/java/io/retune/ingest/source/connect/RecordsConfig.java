package io.retune.ingest.source.connect;

import io.retune.ingest.source.SplitName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;

/**
 * Which field of a record of the topic {@code records} is what of a document. A dot leads into a
 * field that is an object, where no field has the whole name.
 */
@ConfigMapping(prefix = "retune.ingest.records")
public interface RecordsConfig {
  /** The fields that name the document in its collection, joined by a slash. */
  @WithDefault("id")
  @NotEmpty
  List<@NotBlank String> id();

  /** The field with the document's text. */
  @WithDefault("text")
  @NotBlank
  String text();

  /** What that text is, such as {@code text/markdown} or {@code text/html}. */
  @WithDefault("text/plain")
  @NotBlank
  String mediaType();

  /** The field with its title; records may lack it. */
  @WithDefault("title")
  @NotBlank
  String title();

  /** The field with the address where people find it; records may lack it. */
  @WithDefault("url")
  @NotBlank
  String url();

  /**
   * The field with questions that people asked and the document answers: a list of objects with
   * {@code question} and {@code answer}, words of its text; or the same as JSON in a text. Records
   * may lack it.
   */
  @WithDefault("questions")
  @NotBlank
  String questions();

  /** Fields that become the document's metadata under their names; records may lack them. */
  Optional<List<String>> metadata();

  /** The collection that the documents belong to, where no field says it. */
  @WithDefault("default")
  @NotBlank
  String collection();

  /**
   * The field with the collection; {@code collection} holds for all when absent. Keys of deletions
   * need it, too.
   */
  Optional<String> collectionField();

  /**
   * Which side of an evaluation the documents are on: {@code auto}, {@code train}, {@code
   * validation}.
   */
  @WithDefault("auto")
  @NotNull
  SplitName split();
}

package io.retune.ingest.source.connect;

import io.retune.ingest.source.SplitName;
import java.util.List;
import java.util.Optional;

/** The settings of records as they are when nothing but the collection is set. */
record RecordsSettings(String collection) implements RecordsConfig {
  @Override
  public List<String> id() {
    return List.of("id");
  }

  @Override
  public String text() {
    return "text";
  }

  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public String title() {
    return "title";
  }

  @Override
  public String url() {
    return "url";
  }

  @Override
  public String questions() {
    return "questions";
  }

  @Override
  public Optional<List<String>> metadata() {
    return Optional.empty();
  }

  @Override
  public Optional<String> collectionField() {
    return Optional.empty();
  }

  @Override
  public SplitName split() {
    return SplitName.AUTO;
  }
}

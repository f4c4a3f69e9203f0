package io.retune.serving.model;

import io.retune.schemas.CollectionName;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model: {@code COLLECTION[@VERSION][-query|-document]}, such as {@code
 * default-query} or {@code default@17-document}. A name that ends with a side means that side, so a
 * collection {@code faq-query} is asked for as {@code faq-query-query}.
 *
 * @param collection whose adapter it is
 * @param version 0, written {@code base}: the base model; empty: what is released
 * @param side empty where the name does not say it
 */
public record ModelName(String collection, OptionalLong version, Optional<Side> side) {
  private static final String BASE = "base";
  private static final Pattern FORM =
      Pattern.compile("([^@]+?)(?:@(base|[0-9]{1,18}))?(?:-(query|document))?");

  public ModelName {
    CollectionName.check(collection);
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(side, "side");
    if (version.isPresent() && version.getAsLong() < 0) {
      throw new IllegalArgumentException("no adapter has the version " + version.getAsLong());
    }
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ModelName parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("it is not COLLECTION[@VERSION][-query|-document]");
    }
    return new ModelName(
        matcher.group(1),
        version(matcher.group(2)),
        Optional.ofNullable(matcher.group(3)).map(ModelName::side));
  }

  /** The same on a side. */
  public ModelName on(Side other) {
    return new ModelName(collection, version, Optional.of(other));
  }

  /** The same of a version, 0 for the base model. */
  public ModelName at(long other) {
    return new ModelName(collection, OptionalLong.of(other), side);
  }

  /** The version as names and headers have it. */
  public static String word(long version) {
    return version == 0 ? BASE : Long.toString(version);
  }

  @Override
  public String toString() {
    return collection
        + (version.isPresent() ? "@" + word(version.getAsLong()) : "")
        + side.map(one -> "-" + one.word()).orElse("");
  }

  private static OptionalLong version(String word) {
    if (word == null) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(word.equals(BASE) ? 0 : Long.parseLong(word));
  }

  private static Side side(String word) {
    return word.equals(Side.QUERY.word()) ? Side.QUERY : Side.DOCUMENT;
  }
}

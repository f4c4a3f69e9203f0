package io.retune.ingest.source.web.listing;

import java.util.Objects;

/**
 * Something that a listing names.
 *
 * @param id of its document: the same each time, and of no other entry
 * @param address of its page; empty where the listing brings its text
 * @param title empty where the listing has none
 * @param version what the listing says of its version: another one where it has changed, and empty
 *     where the listing does not say
 * @param text HTML; empty where it has a page
 */
public record Entry(String id, String address, String title, String version, String text) {
  public Entry {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(version, "version");
    if (id.isBlank()) {
      throw new IllegalArgumentException("an entry has an id");
    }
    if (address.isEmpty() == text.isEmpty()) {
      throw new IllegalArgumentException("an entry has either a page or a text");
    }
  }
}

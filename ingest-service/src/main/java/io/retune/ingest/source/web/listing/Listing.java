package io.retune.ingest.source.web.listing;

import java.net.URI;
import java.util.List;

/**
 * What a feed or a sitemap lists.
 *
 * @param entries in its order, each id once
 * @param listings addresses of further sitemaps; none in a feed
 */
public record Listing(List<Entry> entries, List<String> listings) {
  public Listing {
    entries = List.copyOf(entries);
    listings = List.copyOf(listings);
  }

  /** What is read. */
  public enum Kind {
    /** RSS or Atom: a window on what is new. */
    FEED,
    /** A sitemap, or an index of sitemaps: all that is there. */
    SITEMAP
  }

  /**
   * Reads a file.
   *
   * @param address where it was
   * @param mediaType as the server has it
   * @param maxBytes the most that a packed sitemap may have unpacked
   * @throws ListingUnreadable if it is no such file, or one that must not be read
   */
  public static Listing read(Kind kind, URI address, String mediaType, byte[] bytes, int maxBytes)
      throws ListingUnreadable {
    return switch (kind) {
      case FEED -> FeedReader.read(address, mediaType, bytes);
      case SITEMAP -> SitemapReader.read(address, mediaType, bytes, maxBytes);
    };
  }
}

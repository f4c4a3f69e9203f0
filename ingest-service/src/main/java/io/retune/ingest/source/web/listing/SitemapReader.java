package io.retune.ingest.source.web.listing;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Reads sitemaps and indexes of sitemaps: XML, packed or not, and plain lists. */
final class SitemapReader {
  /** What the protocol of sitemaps allows. */
  private static final int MAX_PAGES = 50_000;

  private SitemapReader() {}

  static Listing read(URI address, String mediaType, byte[] bytes, int maxBytes)
      throws ListingUnreadable {
    byte[] unpacked = isPacked(bytes) ? unpack(bytes, maxBytes) : bytes;
    boolean plainList = mediaType.startsWith("text/plain");
    SiteMapParser parser = new SiteMapParser(false);
    AtomicInteger pages = new AtomicInteger();
    parser.setURLFilter((String page) -> pages.incrementAndGet() > MAX_PAGES ? null : page);
    AbstractSiteMap read;
    try {
      read = parser.parseSiteMap(plainList ? "text/plain" : "text/xml", unpacked, address.toURL());
    } catch (UnknownFormatException | IOException | IllegalArgumentException e) {
      throw new ListingUnreadable("it is no sitemap: " + e.getMessage(), e);
    }
    if (pages.get() > MAX_PAGES) {
      throw new ListingUnreadable("it lists more than " + MAX_PAGES + " addresses");
    }
    if (read instanceof SiteMapIndex index) {
      return new Listing(
          List.of(),
          index.getSitemaps().stream().map(each -> each.getUrl().toString()).distinct().toList());
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (SiteMapURL page : ((SiteMap) read).getSiteMapUrls()) {
      PageAddress.of(address, page.getUrl().toString())
          .map(at -> new Entry(at, at, "", time(page.getLastModified()), ""))
          .ifPresent(entry -> entries.putIfAbsent(entry.id(), entry));
    }
    return new Listing(List.copyOf(entries.values()), List.of());
  }

  private static String time(Date date) {
    return date == null ? "" : date.toInstant().toString();
  }

  private static boolean isPacked(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
  }

  private static byte[] unpack(byte[] bytes, int maxBytes) throws ListingUnreadable {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new ListingUnreadable("it has more than " + maxBytes + " bytes unpacked");
      }
      return unpacked;
    } catch (IOException e) {
      throw new ListingUnreadable("it cannot be unpacked: " + e.getMessage(), e);
    }
  }
}

package io.retune.ingest.source.web.listing;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.retune.schemas.ContentDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads RSS and Atom. */
final class FeedReader {
  private static final String TEXT = "text";

  private FeedReader() {}

  static Listing read(URI address, String mediaType, byte[] bytes) throws ListingUnreadable {
    String text = text(mediaType, bytes);
    PlainXml.check(text);
    List<SyndEntry> read;
    try {
      SyndFeedInput input = new SyndFeedInput();
      input.setAllowDoctypes(false);
      read = input.build(new StringReader(text)).getEntries();
    } catch (FeedException | IllegalArgumentException e) {
      throw new ListingUnreadable("it is neither RSS nor Atom: " + e.getMessage(), e);
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    read.forEach(
        each -> entry(address, each).ifPresent(entry -> entries.putIfAbsent(entry.id(), entry)));
    return new Listing(List.copyOf(entries.values()), List.of());
  }

  /** In the encoding that the server names, else that of the XML. */
  private static String text(String mediaType, byte[] bytes) throws ListingUnreadable {
    try (Reader reader = new XmlReader(new ByteArrayInputStream(bytes), mediaType, true)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new ListingUnreadable("its encoding cannot be told: " + e.getMessage(), e);
    }
  }

  /** Empty where it has neither a page nor a text. */
  private static Optional<Entry> entry(URI feed, SyndEntry read) {
    String title = read.getTitle() == null ? "" : read.getTitle().strip();
    String link = read.getLink() == null ? "" : read.getLink().strip();
    Optional<String> page = link.isEmpty() ? Optional.empty() : PageAddress.of(feed, link);
    if (page.isPresent()) {
      return Optional.of(new Entry(page.get(), page.get(), title, time(read), ""));
    }
    String text = html(read);
    if (text.isBlank()) {
      return Optional.empty();
    }
    String name = read.getUri() == null ? "" : read.getUri().strip();
    return Optional.of(
        new Entry(
            name.isEmpty() ? feed + "#" + hash(title.isEmpty() ? text : title) : name,
            "",
            title,
            hash(title + "\n" + text),
            text));
  }

  private static String time(SyndEntry read) {
    return Stream.of(
            Optional.ofNullable(read.getUpdatedDate()),
            Optional.ofNullable(read.getPublishedDate()))
        .flatMap(Optional::stream)
        .map(Date::toInstant)
        .findFirst()
        .map(Object::toString)
        .orElse("");
  }

  private static String html(SyndEntry read) {
    return Stream.concat(
            read.getContents().stream(), Optional.ofNullable(read.getDescription()).stream())
        .filter(content -> content.getValue() != null && !content.getValue().isBlank())
        .map(FeedReader::html)
        .findFirst()
        .orElse("");
  }

  private static String html(SyndContent content) {
    return TEXT.equals(content.getType())
        ? content.getValue().replace("&", "&amp;").replace("<", "&lt;")
        : content.getValue();
  }

  private static String hash(String text) {
    return new ContentDigest().bare(text).hex(16);
  }
}

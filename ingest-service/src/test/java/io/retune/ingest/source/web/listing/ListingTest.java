package io.retune.ingest.source.web.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListingTest {
  private static final int MAX_BYTES = 8 << 20;
  private static final URI AT = URI.create("https://example.org/news/feed.xml");

  @Test
  void anEntryOfRssIsItsPage() throws Exception {
    // Given
    String feed =
        """
        <?xml version="1.0"?>
        <rss version="2.0"><channel><title>News</title><link>https://example.org/</link>
          <description>All of it</description>
          <item><title>One</title><link>https://Example.org/one?a=b#part</link>
            <guid isPermaLink="false">id-1</guid><pubDate>Sat, 28 Nov 2026 10:00:00 GMT</pubDate></item>
          <item><title>Two</title><link>two.html</link></item>
          <item><title>One again</title><link>https://example.org/one?a=b</link></item>
          <item><title>A mail</title><link>mailto:a@example.org</link></item>
        </channel></rss>
        """;

    // When
    Listing listing = feed(feed);

    // Then
    assertThat(listing.entries())
        .containsExactly(
            new Entry(
                "https://example.org/one?a=b",
                "https://example.org/one?a=b",
                "One",
                "2026-11-28T10:00:00Z",
                ""),
            new Entry(
                "https://example.org/news/two.html",
                "https://example.org/news/two.html",
                "Two",
                "",
                ""));
  }

  @Test
  void anEntryOfAtomHasTheTimeOfItsLastChange() throws Exception {
    // Given
    String feed =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:feed</id>
          <updated>2026-11-28T10:00:00Z</updated>
          <entry><title>One</title><id>urn:1</id><link href="https://example.org/one"/>
            <published>2026-11-01T10:00:00Z</published><updated>2026-11-02T10:00:00Z</updated></entry>
        </feed>
        """;

    // When
    Listing listing = feed(feed);

    // Then
    assertThat(listing.entries())
        .extracting(Entry::id, Entry::version)
        .containsExactly(tuple("https://example.org/one", "2026-11-02T10:00:00Z"));
  }

  @Test
  void anEntryWithoutAPageIsItsText() throws Exception {
    // Given
    String feed =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:feed</id>
          <updated>2026-11-28T10:00:00Z</updated>
          <entry><title>One</title><id>urn:1</id><updated>2026-11-02T10:00:00Z</updated>
            <content type="html">&lt;p&gt;All of it.&lt;/p&gt;</content></entry>
          <entry><title>Two</title><id>urn:2</id><updated>2026-11-02T10:00:00Z</updated>
            <content type="text">a &lt; b</content></entry>
          <entry><title>Three</title><id>urn:3</id><updated>2026-11-02T10:00:00Z</updated></entry>
        </feed>
        """;

    // When
    Listing listing = feed(feed);

    // Then
    assertThat(listing.entries())
        .extracting(Entry::id, Entry::address, Entry::text)
        .containsExactly(tuple("urn:1", "", "<p>All of it.</p>"), tuple("urn:2", "", "a &lt; b"));
    assertThat(listing.entries()).extracting(Entry::version).doesNotHaveDuplicates();
  }

  @Test
  void readsAFeedInTheEncodingThatTheServerNames() throws Exception {
    // Given
    byte[] feed =
        "<rss version=\"2.0\"><channel><item><title>Käse</title><link>https://example.org/k</link></item></channel></rss>"
            .getBytes(Charset.forName("ISO-8859-1"));

    // When
    Listing listing =
        Listing.read(
            Listing.Kind.FEED, AT, "application/rss+xml; charset=iso-8859-1", feed, MAX_BYTES);

    // Then
    assertThat(listing.entries()).extracting(Entry::title).containsExactly("Käse");
  }

  @Test
  void aSitemapListsItsPagesPackedOrNot() throws Exception {
    // Given
    String sitemap =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <url><loc>https://example.org/a</loc><lastmod>2026-11-28</lastmod></url>
          <url><loc>https://example.org/b?x=1&amp;y=2</loc></url>
        </urlset>
        """;
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(sitemap.getBytes(StandardCharsets.UTF_8));
    }

    // When
    Listing plain = sitemap(sitemap);
    Listing unpacked =
        Listing.read(
            Listing.Kind.SITEMAP, AT, "application/x-gzip", packed.toByteArray(), MAX_BYTES);

    // Then
    assertThat(plain.entries())
        .extracting(Entry::id, Entry::version)
        .containsExactly(
            tuple("https://example.org/a", "2026-11-28T00:00:00Z"),
            tuple("https://example.org/b?x=1&y=2", ""));
    assertThat(unpacked).isEqualTo(plain);
  }

  @Test
  void anIndexNamesItsSitemaps() throws Exception {
    // Given
    String index =
        """
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <sitemap><loc>https://example.org/1.xml</loc></sitemap>
          <sitemap><loc>https://example.org/2.xml.gz</loc></sitemap>
        </sitemapindex>
        """;

    // When
    Listing listing = sitemap(index);

    // Then
    assertThat(listing.listings())
        .containsExactly("https://example.org/1.xml", "https://example.org/2.xml.gz");
    assertThat(listing.entries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Listing.Kind.class)
  void doesNotReadFilesOfThisMachineIntoAListing(Listing.Kind kind, @TempDir Path folder)
      throws Exception {
    // Given
    Path secret = Files.writeString(folder.resolve("secret"), "https://example.org/secret");
    String declaration = "<!DOCTYPE x [<!ENTITY file SYSTEM \"" + secret.toUri() + "\">]>";

    // When, then
    assertThatThrownBy(() -> read(kind, declaration + listing(kind, "&file;")))
        .isInstanceOf(ListingUnreadable.class);
  }

  @ParameterizedTest
  @EnumSource(Listing.Kind.class)
  void doesNotExpandEntities(Listing.Kind kind) {
    // Given
    StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"https://example.org/\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
    }
    bomb.append("]>").append(listing(kind, "&e29;"));

    // When, then
    assertThatThrownBy(() -> read(kind, bomb.toString())).isInstanceOf(ListingUnreadable.class);
  }

  @Test
  void refusesAFeedWithoutABottom() {
    // Given
    String abyss = listing(Listing.Kind.FEED, "<a>".repeat(100_000) + "</a>".repeat(100_000));

    // When, then
    assertThatThrownBy(() -> feed(abyss))
        .isInstanceOf(ListingUnreadable.class)
        .hasMessage("it is nested more than 200 levels deep");
  }

  @Test
  void refusesAFeedOfTooManyPartsToBeKeptInMemory() {
    // Given
    String crowd = listing(Listing.Kind.FEED, "<a b=\"c\"/>".repeat(100_001));

    // When, then
    assertThatThrownBy(() -> feed(crowd))
        .isInstanceOf(ListingUnreadable.class)
        .hasMessage("it has more than 200000 elements and attributes");
  }

  @Test
  void refusesASitemapOfMorePagesThanOneMayHave() {
    // Given
    String crowd =
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
            + "<url><loc>https://example.org/</loc></url>".repeat(50_001)
            + "</urlset>";

    // When, then
    assertThatThrownBy(() -> sitemap(crowd))
        .isInstanceOf(ListingUnreadable.class)
        .hasMessage("it lists more than 50000 addresses");
  }

  @Test
  void unpacksNoMoreThanItMay() throws Exception {
    // Given
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(new byte[MAX_BYTES + 1]);
    }

    // When, then
    assertThatThrownBy(
            () ->
                Listing.read(
                    Listing.Kind.SITEMAP,
                    AT,
                    "application/x-gzip",
                    packed.toByteArray(),
                    MAX_BYTES))
        .isInstanceOf(ListingUnreadable.class)
        .hasMessage("it has more than " + MAX_BYTES + " bytes unpacked");
  }

  @ParameterizedTest
  @EnumSource(Listing.Kind.class)
  void saysWhatCannotBeRead(Listing.Kind kind) {
    // When, then
    assertThatThrownBy(() -> read(kind, "<html><body>Not found<br></body></html>"))
        .isInstanceOf(ListingUnreadable.class)
        .message()
        .doesNotContain("\n");
  }

  private static String listing(Listing.Kind kind, String inside) {
    return kind == Listing.Kind.FEED
        ? "<rss version=\"2.0\"><channel><item><link>" + inside + "</link></item></channel></rss>"
        : "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>"
            + inside
            + "</loc></url></urlset>";
  }

  private static Listing read(Listing.Kind kind, String text) throws ListingUnreadable {
    return Listing.read(kind, AT, "text/xml", text.getBytes(StandardCharsets.UTF_8), MAX_BYTES);
  }

  private static Listing feed(String text) throws ListingUnreadable {
    return read(Listing.Kind.FEED, text);
  }

  private static Listing sitemap(String text) throws ListingUnreadable {
    return read(Listing.Kind.SITEMAP, text);
  }
}

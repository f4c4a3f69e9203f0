package io.retune.ingest.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.PublishingFailed;
import io.retune.ingest.source.web.fetch.PoliteFetcher;
import io.retune.ingest.source.web.listing.Listing;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.FeedPage;
import io.retune.schemas.v1.FeedState;
import io.retune.schemas.v1.Split;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedPollTest {
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Duration RECHECK = Duration.ofDays(1);
  private static final int LOOKS = 2;
  private static final int PAGES_PER_POLL = 5;
  private static final int MAX_PAGES = 8;

  private final WebSite site = new WebSite();
  private final PoliteFetcher fetcher = new PoliteFetcher(new WebSettings(Duration.ZERO, true));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordingSink sink = new RecordingSink();
  private final MovedClock clock = new MovedClock();
  private FeedState known = FeedState.getDefaultInstance();

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  @Test
  void thePagesOfAFeedBecomeDocumentsWithTheirTitles() throws Exception {
    // Given
    rss("1", "a", "b");
    site.has("/a", "Text of a.");
    site.has("/b", "Text of b.");

    // When
    poll(Listing.Kind.FEED);

    // Then
    assertThat(sink.events)
        .containsExactly("put /a 'Title a' Text of a.", "put /b 'Title b' Text of b.");
    assertThat(known.getProblem()).isEmpty();
    assertThat(count("taken")).isEqualTo(2);
  }

  @Test
  void asksForNothingButTheFeedWhileItDoesNotChange() throws Exception {
    // Given
    rss("1", "a");
    site.has("/a", "Text of a.");
    poll(Listing.Kind.FEED);
    site.asked();
    sink.events.clear();

    // When
    poll(Listing.Kind.FEED);

    // Then
    assertThat(site.asked()).containsExactly("/feed");
    assertThat(sink.events).isEmpty();
  }

  @Test
  void aPageOfAChangedEntryIsAnEdit() throws Exception {
    // Given
    rss("1", "a", "b");
    site.has("/a", "Text of a.");
    site.has("/b", "Text of b.");
    poll(Listing.Kind.FEED);
    sink.events.clear();
    site.asked();
    site.has("/a", "Another text of a.");

    // When
    rss("2", "a@2026-11-29T10:00:00Z", "b");
    poll(Listing.Kind.FEED);

    // Then
    assertThat(site.asked()).containsExactly("/feed", "/a");
    assertThat(sink.events).containsExactly("put /a 'Title a' Another text of a.");
  }

  @Test
  void anEntryThatLeavesAFeedStays() throws Exception {
    // Given
    rss("1", "a", "b");
    site.has("/a", "Text of a.");
    site.has("/b", "Text of b.");
    poll(Listing.Kind.FEED);
    sink.events.clear();

    // When
    rss("2", "b");
    for (int i = 0; i <= LOOKS; i++) {
      poll(Listing.Kind.FEED);
    }

    // Then
    assertThat(sink.events).isEmpty();
    assertThat(known.getPagesList()).extracting(FeedPage::getTitle).containsExactly("Title b");
  }

  @Test
  void anEntryWithoutAPageIsSentAgainWhenItsTextChanges() throws Exception {
    // Given
    atom("1", "First.");
    poll(Listing.Kind.FEED);
    atom("2", "First.");
    poll(Listing.Kind.FEED);

    // When
    atom("3", "Second.");
    poll(Listing.Kind.FEED);

    // Then
    assertThat(sink.events).containsExactly("put urn:1 'One' First.", "put urn:1 'One' Second.");
  }

  @Test
  void aPageThatLeavesASitemapIsDeletedAfterSomeLooks() throws Exception {
    // Given
    hasTaken("a", "b", "c");
    sitemap("2", "a", "b");
    poll(Listing.Kind.SITEMAP);
    List<String> afterOneLook = List.copyOf(sink.events);

    // When
    poll(Listing.Kind.SITEMAP);

    // Then
    assertThat(afterOneLook).isEmpty();
    assertThat(sink.events).containsExactly("delete /c");
    assertThat(known.getPagesCount()).isEqualTo(2);
    assertThat(count("removed")).isEqualTo(1);
  }

  @Test
  void deletesNothingWhenMoreIsGoneThanMayBeAtOnce() throws Exception {
    // Given
    hasTaken("a", "b", "c");
    sitemap("2");

    // When
    for (int i = 0; i <= LOOKS; i++) {
      poll(Listing.Kind.SITEMAP);
    }

    // Then
    assertThat(sink.events).isEmpty();
    assertThat(known.getProblem())
        .isEqualTo("3 of 3 pages are gone, more than may be deleted at once, so none is");
  }

  @Test
  void aPageThatItsServerDoesNotKnowAnyMoreIsDeletedThoughItIsListed() throws Exception {
    // Given
    hasTaken("a", "b", "c");
    site.answers("/c", 410);
    clock.move(RECHECK);

    // When
    poll(Listing.Kind.SITEMAP);
    poll(Listing.Kind.SITEMAP);
    site.asked();
    poll(Listing.Kind.SITEMAP);

    // Then
    assertThat(sink.events).containsExactly("delete /c");
    assertThat(site.asked()).containsExactly("/sitemap");
    assertThat(known.getPagesList())
        .extracting(FeedPage::getRefusal)
        .contains("the server answers 410");
  }

  @Test
  void whatComesBackInTimeIsNotDeleted() throws Exception {
    // Given
    hasTaken("a", "b", "c");
    sitemap("2", "a", "b");
    poll(Listing.Kind.SITEMAP);

    // When
    sitemap("3", "a", "b", "c");
    poll(Listing.Kind.SITEMAP);
    sitemap("4", "a", "b");
    poll(Listing.Kind.SITEMAP);

    // Then
    assertThat(sink.events).isEmpty();
  }

  @Test
  void looksAtPagesAgainAfterAWhileAndTakesThoseThatHaveChanged() throws Exception {
    // Given
    hasTaken("a", "b");
    site.asked();
    site.has("/a", "Another text of a.");
    clock.move(RECHECK);

    // When
    poll(Listing.Kind.SITEMAP);

    // Then
    assertThat(site.asked()).containsExactly("/sitemap", "/a", "/b");
    assertThat(sink.events).containsExactly("put /a '' Another text of a.");
    assertThat(count("unchanged")).isEqualTo(1);
  }

  @Test
  void readsTheSitemapsOfAnIndexAndKeepsTheOneThatCannotBeRead() throws Exception {
    // Given
    site.has("/sitemap", "text/xml", "\"index\"", index("one", "two"));
    site.has("/one", "text/xml", "\"1\"", urls("a", "b"));
    site.has("/two", "text/xml", "\"2\"", urls("c"));
    hasPages("a", "b", "c");
    poll(Listing.Kind.SITEMAP);
    List<String> atFirst = List.copyOf(sink.events);
    sink.events.clear();
    site.answers("/two", 500);

    // When
    for (int i = 0; i <= LOOKS; i++) {
      poll(Listing.Kind.SITEMAP);
    }

    // Then
    assertThat(atFirst).hasSize(3);
    assertThat(sink.events).isEmpty();
    assertThat(known.getProblem()).contains("/two: 127.0.0.1 answers 500");
    assertThat(known.getPagesCount()).isEqualTo(3);
  }

  @Test
  void fetchesNoMorePagesThanItMayAndTheOthersNextTime() throws Exception {
    // Given
    String[] pages = {"1", "2", "3", "4", "5", "6", "7"};
    sitemap("1", pages);
    hasPages(pages);

    // When
    poll(Listing.Kind.SITEMAP);
    int atFirst = sink.events.size();
    poll(Listing.Kind.SITEMAP);

    // Then
    assertThat(atFirst).isEqualTo(PAGES_PER_POLL);
    assertThat(sink.events).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void leavesOutWhatIsMoreThanAFeedMayHaveAndSaysSo() throws Exception {
    // Given
    String[] pages = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    sitemap("1", pages);
    hasPages(pages);

    // When
    poll(Listing.Kind.SITEMAP);

    // Then
    assertThat(known.getPagesCount()).isEqualTo(MAX_PAGES);
    assertThat(known.getProblem()).isEqualTo("it lists more than 8 pages; the others are left out");
  }

  @Test
  void aPageThatCannotBeHadIsTriedAgainAtTheNextPoll() throws Exception {
    // Given
    rss("1", "a", "b");
    site.answers("/a", 500);
    site.has("/b", "Text of b.");
    poll(Listing.Kind.FEED);
    String problem = known.getProblem();

    // When
    site.has("/a", "Text of a.");
    poll(Listing.Kind.FEED);

    // Then
    assertThat(problem).endsWith("/a: 127.0.0.1 answers 500");
    assertThat(sink.events)
        .containsExactly("put /b 'Title b' Text of b.", "put /a 'Title a' Text of a.");
    assertThat(known.getProblem()).isEmpty();
  }

  @Test
  void aFeedThatCannotBeHadIsAskedEverLessOften() throws Exception {
    // Given
    site.answers("/feed", 500);

    // When
    poll(Listing.Kind.FEED);
    Duration first = untilNext();
    poll(Listing.Kind.FEED);
    Duration second = untilNext();
    poll(Listing.Kind.FEED);
    Duration third = untilNext();

    // Then
    assertThat(List.of(first, second, third))
        .containsExactly(INTERVAL, INTERVAL.multipliedBy(2), INTERVAL.multipliedBy(4));
    assertThat(known.getFailures()).isEqualTo(3);
    assertThat(known.getProblem()).isEqualTo("127.0.0.1 answers 500");
  }

  @Test
  void keepsWhatItKnewWhenAFeedIsNoXml() throws Exception {
    // Given
    rss("1", "a");
    site.has("/a", "Text of a.");
    poll(Listing.Kind.FEED);
    site.has("/feed", "text/html", "\"2\"", "<p>We are moving.<br>");

    // When
    poll(Listing.Kind.FEED);

    // Then
    assertThat(known.getPagesList()).extracting(FeedPage::getTaken).containsExactly(true);
    assertThat(known.getProblem()).startsWith("it is no XML");
  }

  @Test
  void doesNotKeepWhatTheClusterDidNotTake() throws Exception {
    // Given
    rss("1", "a");
    site.has("/a", "Text of a.");
    sink.refusing = true;

    // When, then
    assertThatThrownBy(() -> poll(Listing.Kind.FEED)).isInstanceOf(PublishingFailed.class);
    sink.refusing = false;
    poll(Listing.Kind.FEED);
    assertThat(sink.events).containsExactly("put /a 'Title a' Text of a.");
  }

  private final Disappearances disappearances = new Disappearances(LOOKS, 0.5);

  private void poll(Listing.Kind kind) throws Exception {
    Feed feed =
        new Feed(
            "news",
            site.at(kind == Listing.Kind.FEED ? "/feed" : "/sitemap"),
            kind,
            "default",
            Split.SPLIT_UNSPECIFIED,
            Set.of("127.0.0.1"),
            INTERVAL,
            RECHECK,
            MAX_PAGES,
            PAGES_PER_POLL);
    clock.move(Duration.ofSeconds(1));
    known =
        new FeedPoll(feed, fetcher, disappearances, sink, new FeedMeters(meters, feed), clock)
            .poll(known);
  }

  private Duration untilNext() {
    return Duration.between(clock.instant(), InstantCodec.decode(known.getNextPollAt()));
  }

  private double count(String outcome) {
    return meters.get("retune.ingest.feed.pages").tag("outcome", outcome).counter().count();
  }

  /**
   * The pages of a sitemap in its version "1" are documents, and what came of that is not looked
   * at.
   */
  private void hasTaken(String... names) throws Exception {
    sitemap("1", names);
    hasPages(names);
    poll(Listing.Kind.SITEMAP);
    sink.events.clear();
  }

  private void hasPages(String... names) {
    for (String name : names) {
      site.has("/" + name, "Text of " + name + ".");
    }
  }

  /** Each name may have the time of its last change behind an @. */
  private void rss(String version, String... names) {
    String items =
        Arrays.stream(names)
            .map(name -> name.split("@"))
            .map(
                parts ->
                    "<entry><title>Title %1$s</title><id>urn:%1$s</id><link href=\"%2$s\"/><updated>%3$s</updated></entry>"
                        .formatted(
                            parts[0],
                            site.at("/" + parts[0]),
                            parts.length > 1 ? parts[1] : "2026-11-28T10:00:00Z"))
            .collect(Collectors.joining());
    site.has(
        "/feed",
        "application/atom+xml",
        '"' + version + '"',
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title>" + items + "</feed>");
  }

  private void atom(String version, String text) {
    site.has(
        "/feed",
        "application/atom+xml",
        '"' + version + '"',
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>%s</title><entry><title>One</title><id>urn:1</id><content type=\"html\">%s</content></entry></feed>"
            .formatted(version, text));
  }

  private void sitemap(String version, String... names) {
    site.has("/sitemap", "text/xml", '"' + version + '"', urls(names));
  }

  private String urls(String... names) {
    return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
        + Arrays.stream(names)
            .map(name -> "<url><loc>" + site.at("/" + name) + "</loc></url>")
            .collect(Collectors.joining())
        + "</urlset>";
  }

  private String index(String... names) {
    return "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
        + Arrays.stream(names)
            .map(name -> "<sitemap><loc>" + site.at("/" + name) + "</loc></sitemap>")
            .collect(Collectors.joining())
        + "</sitemapindex>";
  }

  private final class RecordingSink implements PageSink {
    private final List<String> events = new ArrayList<>();
    private boolean refusing;

    @Override
    public void put(String id, Document description, byte[] content) throws PublishingFailed {
      if (refusing) {
        throw new PublishingFailed("the cluster is away", null);
      }
      events.add(
          "put %s '%s' %s"
              .formatted(
                  name(id), description.getTitle(), new String(content, StandardCharsets.UTF_8)));
    }

    @Override
    public void delete(String id) {
      events.add("delete " + name(id));
    }

    private String name(String id) {
      return id.replace(site.at("").toString(), "");
    }
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");

    void move(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}

package io.retune.ingest.source.web;

import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.PublishingFailed;
import io.retune.ingest.source.web.fetch.FetchFailed;
import io.retune.ingest.source.web.fetch.Fetched;
import io.retune.ingest.source.web.fetch.PoliteFetcher;
import io.retune.ingest.source.web.fetch.Validators;
import io.retune.ingest.source.web.listing.Listing;
import io.retune.ingest.source.web.listing.ListingUnreadable;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.FeedPage;
import io.retune.schemas.v1.FeedState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Polls a feed: reads what it lists, fetches what is new or may have changed, and passes on what is
 * there and, of a sitemap, what is gone. A page that cannot be had now is tried again at the next
 * poll, one that is refused when all pages are looked at again. For one thread at a time.
 */
final class FeedPoll {
  /** Of pages, in a row; then the site is taken to be down. */
  private static final int MAX_FAILURES = 3;

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final int MAX_DOUBLINGS = 20;
  private static final String HTML = "text/html; charset=UTF-8";

  private final Feed feed;
  private final PoliteFetcher fetcher;
  private final Disappearances disappearances;
  private final PageSink sink;
  private final FeedMeters meters;
  private final Clock clock;

  FeedPoll(
      Feed feed,
      PoliteFetcher fetcher,
      Disappearances disappearances,
      PageSink sink,
      FeedMeters meters,
      Clock clock) {
    this.feed = feed;
    this.fetcher = fetcher;
    this.disappearances = disappearances;
    this.sink = sink;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Polls once.
   *
   * @param before what was known; of another address it counts for nothing
   * @return what is known now, to be given to the next poll
   * @throws PublishingFailed if the cluster takes no documents; then the state of before holds
   */
  FeedState poll(FeedState before) throws PublishingFailed, InterruptedException {
    FeedState known =
        before.getAddress().equals(feed.address().toString())
            ? before
            : FeedState.getDefaultInstance();
    FeedState after;
    try {
      after = new Run(known, ListedPages.read(feed, fetcher, known)).state();
    } catch (FetchFailed e) {
      after = failed(known, e.getMessage(), e.notBefore());
    } catch (ListingUnreadable e) {
      after = failed(known, e.getMessage(), Optional.empty());
    }
    meters.polled(after, disappearances.waiting());
    return after;
  }

  /** How many pages would be deleted, were they not too many at once. */
  int deletionsWaiting() {
    return disappearances.waiting();
  }

  private FeedState failed(FeedState known, String reason, Optional<Instant> notBefore) {
    int failures = known.getFailures() + 1;
    return described(known.toBuilder())
        .setFailures(failures)
        .setProblem(reason)
        .setNextPollAt(InstantCodec.encode(later(failures, notBefore)))
        .build();
  }

  private FeedState.Builder described(FeedState.Builder state) {
    return state
        .setCollection(feed.collection())
        .setFeed(feed.name())
        .setAddress(feed.address().toString())
        .setPolledAt(InstantCodec.encode(clock.instant()));
  }

  /** The usual time after the first failure, twice as long after each further, up to a day. */
  private Instant later(int failures, Optional<Instant> notBefore) {
    double factor = Math.pow(2, Math.min(failures - 1, MAX_DOUBLINGS));
    Duration wait =
        Duration.ofMillis(
            (long) Math.min(feed.interval().toMillis() * factor, LONGEST_WAIT.toMillis()));
    Duration own = wait.compareTo(feed.interval()) < 0 ? feed.interval() : wait;
    Instant next = clock.instant().plus(own);
    return notBefore.filter(wish -> wish.isAfter(next)).orElse(next);
  }

  /** What one poll does with the pages. */
  private final class Run {
    private final FeedState before;
    private final ListedPages listed;
    private final Map<String, FeedPage> pages;
    private String problem;
    private Optional<Instant> notBefore = Optional.empty();
    private int failuresInARow;

    Run(FeedState before, ListedPages listed) {
      this.before = before;
      this.listed = listed;
      this.pages = new LinkedHashMap<>(listed.pages());
      this.problem = listed.problem();
    }

    FeedState state() throws PublishingFailed, InterruptedException {
      if (feed.kind() == Listing.Kind.SITEMAP) {
        keepUnlisted();
      }
      takeTexts();
      takePages();
      delete();
      FeedState.Builder state =
          described(FeedState.newBuilder())
              .addAllListings(listed.listings().values())
              .addAllPages(pages.values())
              .setProblem(problem);
      notBefore.ifPresent(at -> state.setNextPollAt(InstantCodec.encode(at)));
      return state.build();
    }

    /** Until it is known that they are gone. */
    private void keepUnlisted() {
      before.getPagesList().stream()
          .filter(FeedPage::getTaken)
          .filter(page -> !pages.containsKey(page.getDocumentId()))
          .forEach(
              page ->
                  store(
                      listed.isUnread(page.getNamedBy())
                          ? page.toBuilder()
                          : page.toBuilder().clearNamedBy()));
    }

    private void takeTexts() throws PublishingFailed {
      for (FeedPage page : List.copyOf(pages.values())) {
        Optional<String> text = listed.text(page.getDocumentId());
        boolean isKnown = page.getTaken() && page.getVersion().equals(page.getCheckedVersion());
        if (text.isPresent() && !isKnown) {
          put(
              page,
              page.toBuilder(),
              Document.newBuilder().setMediaType(HTML).setSourceUri(feed.address().toString()),
              text.get().getBytes(StandardCharsets.UTF_8));
        }
      }
    }

    private void takePages() throws PublishingFailed, InterruptedException {
      Instant now = clock.instant();
      // Those that were never looked at come first, and one that fails again and again comes last.
      List<FeedPage> due =
          pages.values().stream()
              .filter(page -> FeedPages.isDue(page, feed.recheck(), now))
              .sorted(Comparator.comparing(page -> InstantCodec.decode(page.getCheckedAt())))
              .limit(feed.pagesPerPoll())
              .toList();
      for (FeedPage page : due) {
        if (failuresInARow >= MAX_FAILURES || notBefore.isPresent()) {
          return;
        }
        take(page);
      }
    }

    private void take(FeedPage page) throws PublishingFailed, InterruptedException {
      boolean hasNoOther = !page.getTaken();
      Validators known =
          hasNoOther
              ? Validators.NONE
              : new Validators(page.getEntityTag(), page.getLastModified());
      FeedPage.Builder looked =
          page.toBuilder().setCheckedAt(InstantCodec.encode(clock.instant())).clearRefusal();
      Fetched fetched;
      try {
        fetched = fetcher.fetch(URI.create(page.getAddress()), feed::allows, known);
      } catch (FetchFailed e) {
        failuresInARow++;
        notBefore = e.notBefore();
        problem = page.getAddress() + ": " + e.getMessage();
        meters.failed();
        store(looked.setUnanswered(true).setRefusal(e.getMessage()));
        return;
      }
      failuresInARow = 0;
      looked.setCheckedVersion(page.getVersion()).setGone(false).setUnanswered(false);
      if (fetched instanceof Fetched.Content content) {
        put(
            page,
            looked
                .setEntityTag(content.validators().entityTag())
                .setLastModified(content.validators().lastModified()),
            Document.newBuilder()
                .setMediaType(content.mediaType())
                .setSourceUri(content.address().toString()),
            content.bytes());
      } else if (fetched instanceof Fetched.Unchanged) {
        meters.unchanged();
        store(looked);
      } else if (fetched instanceof Fetched.Gone gone) {
        store(looked.setGone(true).setRefusal("the server answers " + gone.status()));
        meters.refused();
      } else if (fetched instanceof Fetched.Refused refused) {
        store(looked.setRefusal(refused.reason()));
        meters.refused();
      }
    }

    private void put(
        FeedPage page, FeedPage.Builder looked, Document.Builder document, byte[] content)
        throws PublishingFailed {
      looked
          .setCheckedVersion(page.getVersion())
          .setCheckedAt(InstantCodec.encode(clock.instant()));
      if (content.length == 0) {
        meters.refused();
        store(looked.setRefusal("it is empty"));
        return;
      }
      try {
        sink.put(page.getDocumentId(), document.setTitle(page.getTitle()).build(), content);
        meters.taken();
        store(looked.setTaken(true));
      } catch (DocumentTooLarge | IllegalArgumentException e) {
        meters.refused();
        store(looked.setRefusal(e.getMessage()));
      }
    }

    private void delete() throws PublishingFailed {
      Map<String, FeedPage> taken =
          pages.values().stream()
              .filter(FeedPage::getTaken)
              .collect(Collectors.toMap(FeedPage::getDocumentId, page -> page));
      List<String> deleted = disappearances.after(taken.keySet(), id -> mayBeThere(taken.get(id)));
      for (String id : deleted) {
        sink.delete(id);
        meters.removed();
        FeedPage page = taken.get(id);
        if (page.getNamedBy().isEmpty()) {
          pages.remove(id);
        } else {
          store(page.toBuilder().setTaken(false));
        }
      }
      if (disappearances.waiting() > 0) {
        problem =
            "%d of %d pages are gone, more than may be deleted at once, so none is"
                .formatted(disappearances.waiting(), taken.size());
      }
    }

    private boolean mayBeThere(FeedPage page) {
      boolean isListed = !page.getNamedBy().isEmpty();
      return !page.getGone() && (isListed || !listed.problem().isEmpty());
    }

    private void store(FeedPage.Builder page) {
      pages.put(page.getDocumentId(), page.build());
    }
  }
}

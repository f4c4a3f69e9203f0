package io.retune.ingest.source.web;

import io.retune.ingest.source.web.fetch.FetchFailed;
import io.retune.ingest.source.web.fetch.Fetched;
import io.retune.ingest.source.web.fetch.PoliteFetcher;
import io.retune.ingest.source.web.fetch.Validators;
import io.retune.ingest.source.web.listing.Entry;
import io.retune.ingest.source.web.listing.Listing;
import io.retune.ingest.source.web.listing.ListingUnreadable;
import io.retune.schemas.v1.FeedListing;
import io.retune.schemas.v1.FeedPage;
import io.retune.schemas.v1.FeedState;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a feed lists now: the feed itself, or a sitemap with those that it names. What a server says
 * is unchanged is taken from the state of before. For one poll.
 */
final class ListedPages {
  /** A sitemap has 50,000 pages at most, more than a feed takes. */
  private static final int MAX_LISTINGS = 1_000;

  private final Feed feed;
  private final PoliteFetcher fetcher;
  private final FeedState before;
  private final Map<String, FeedListing> listings = new LinkedHashMap<>();
  private final Map<String, FeedPage> pages = new LinkedHashMap<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final Set<String> unread = new HashSet<>();
  private String problem = "";

  private ListedPages(Feed feed, PoliteFetcher fetcher, FeedState before) {
    this.feed = feed;
    this.fetcher = fetcher;
    this.before = before;
  }

  /**
   * Reads the feed.
   *
   * @throws FetchFailed if it cannot be had now
   * @throws ListingUnreadable if it cannot be read
   */
  static ListedPages read(Feed feed, PoliteFetcher fetcher, FeedState before)
      throws FetchFailed, ListingUnreadable, InterruptedException {
    ListedPages listed = new ListedPages(feed, fetcher, before);
    listed.read(feed.address().toString(), "");
    return listed;
  }

  Map<String, FeedListing> listings() {
    return listings;
  }

  /** By the ids of their documents, with what was known of them before. */
  Map<String, FeedPage> pages() {
    return pages;
  }

  /** Of the pages whose text the listing brings, where it was read just now. */
  Optional<String> text(String id) {
    return Optional.ofNullable(texts.get(id));
  }

  /** Why some of what there is may be missing here; empty where all is here. */
  String problem() {
    return problem;
  }

  /** Whether a listing could not be read this time. */
  boolean isUnread(String address) {
    return unread.contains(address);
  }

  private void read(String address, String namedBy)
      throws FetchFailed, ListingUnreadable, InterruptedException {
    if (listings.containsKey(address)) {
      return;
    }
    if (listings.size() >= MAX_LISTINGS) {
      problem = "there are more than " + MAX_LISTINGS + " sitemaps";
      return;
    }
    Optional<FeedListing> known =
        before.getListingsList().stream()
            .filter(each -> each.getAddress().equals(address))
            .findFirst();
    Validators validators =
        known
            .map(each -> new Validators(each.getEntityTag(), each.getLastModified()))
            .orElse(Validators.NONE);
    Fetched fetched = fetcher.fetch(URI.create(address), feed::allows, validators);
    if (fetched instanceof Fetched.Content content) {
      listings.put(address, listing(address, namedBy, content.validators()));
      take(
          address,
          Listing.read(
              feed.kind(),
              content.address(),
              content.mediaType(),
              content.bytes(),
              fetcher.maxBytes()));
    } else if (fetched instanceof Fetched.Unchanged && known.isPresent()) {
      listings.put(address, listing(address, namedBy, validators));
      keep(address);
    } else if (fetched instanceof Fetched.Refused refused) {
      throw new ListingUnreadable(address + ": " + refused.reason());
    } else {
      throw new ListingUnreadable("there is no " + address);
    }
  }

  private static FeedListing listing(String address, String namedBy, Validators validators) {
    return FeedListing.newBuilder()
        .setAddress(address)
        .setNamedBy(namedBy)
        .setEntityTag(validators.entityTag())
        .setLastModified(validators.lastModified())
        .build();
  }

  private void take(String address, Listing listing)
      throws FetchFailed, ListingUnreadable, InterruptedException {
    Map<String, FeedPage> known = new LinkedHashMap<>();
    before.getPagesList().forEach(page -> known.put(page.getDocumentId(), page));
    for (Entry entry : listing.entries()) {
      FeedPage page = known.getOrDefault(entry.id(), FeedPage.getDefaultInstance());
      if (put(
          page.toBuilder()
              .setDocumentId(entry.id())
              .setNamedBy(address)
              .setAddress(entry.address())
              .setTitle(entry.title())
              .setVersion(entry.version())
              .build())) {
        if (!entry.text().isEmpty()) {
          texts.put(entry.id(), entry.text());
        }
      }
    }
    for (String further : listing.listings()) {
      readFurther(further, address);
    }
  }

  private void keep(String address) throws FetchFailed, ListingUnreadable, InterruptedException {
    before.getPagesList().stream()
        .filter(page -> page.getNamedBy().equals(address))
        .forEach(this::put);
    for (FeedListing further : before.getListingsList()) {
      if (further.getNamedBy().equals(address)) {
        readFurther(further.getAddress(), address);
      }
    }
  }

  /** One sitemap of many that cannot be read leaves the others. */
  private void readFurther(String address, String namedBy)
      throws FetchFailed, InterruptedException {
    try {
      read(address, namedBy);
    } catch (ListingUnreadable e) {
      leave(address, namedBy, e.getMessage());
    } catch (FetchFailed e) {
      if (e.notBefore().isPresent()) {
        throw e;
      }
      leave(address, namedBy, address + ": " + e.getMessage());
    }
  }

  /** It stays known, so that an unchanged index still names it. */
  private void leave(String address, String namedBy, String reason) {
    problem = reason;
    unread.add(address);
    listings.putIfAbsent(address, listing(address, namedBy, Validators.NONE));
  }

  private boolean put(FeedPage page) {
    if (pages.containsKey(page.getDocumentId())) {
      return false;
    }
    if (pages.size() >= feed.maxPages()) {
      problem = "it lists more than " + feed.maxPages() + " pages; the others are left out";
      return false;
    }
    pages.put(page.getDocumentId(), page);
    return true;
  }
}

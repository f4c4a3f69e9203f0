package io.retune.ingest.source.web;

import io.retune.ingest.source.SplitName;
import io.retune.ingest.source.web.listing.Listing;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Feeds of web pages, each under a name of its own. */
@ConfigMapping(prefix = "retune.ingest.feeds")
public interface FeedsConfig {
  /** By their names. */
  @WithParentName
  Map<String, @Valid Feed> feeds();

  /** One of them. */
  interface Feed {
    /** Where the feed or the sitemap is read. */
    @NotNull
    URI url();

    /**
     * {@code feed}: RSS or Atom, whose entries become documents that stay when they leave it.
     * {@code sitemap}: a sitemap or an index of sitemaps, whose pages are documents for as long as
     * they are there.
     */
    @WithDefault("feed")
    @NotNull
    Listing.Kind kind();

    /** The collection that its pages belong to. */
    @WithDefault("default")
    @NotBlank
    String collection();

    /**
     * Which side of an evaluation its pages are on: {@code auto}, {@code train}, {@code
     * validation}.
     */
    @WithDefault("auto")
    @NotNull
    SplitName split();

    /** How often it is read. */
    @WithDefault("15m")
    @NotNull
    @DurationMin(seconds = 1)
    Duration interval();

    /**
     * How often a page is looked at whose listing does not say that it has changed. Unchanged ones
     * are not sent again by most servers.
     */
    @WithDefault("1d")
    @NotNull
    @DurationMin(seconds = 1)
    Duration recheck();

    /**
     * The hosts that pages and further sitemaps may be on; {@code *} allows all. When absent, that
     * of the address.
     */
    Optional<List<String>> hosts();

    /** The most pages of it; what a listing has beyond is left out, and its status says so. */
    @WithDefault("10000")
    @Min(1)
    @Max(20_000)
    int maxPages();

    /** The most pages that one poll fetches; the others wait for the next. */
    @WithDefault("500")
    @Min(1)
    @Max(20_000)
    int pagesPerPoll();

    /**
     * A page is deleted when it was missing from its sitemap, or its server said 404 or 410, at so
     * many polls in a row.
     */
    @WithDefault("2")
    @Min(1)
    @Max(1_000)
    int looksBeforeDeleting();

    /**
     * The share of its pages that may be deleted at once, from 0 to 1. When more are gone, none is
     * deleted, because the site may be broken: log, metric and status say so, and the deletions
     * wait until the pages are back or this is set higher; 1 allows all.
     */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("1")
    double maxDeletedShare();
  }
}

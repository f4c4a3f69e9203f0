package io.retune.eval.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What ingest says of its feeds.
 *
 * @param failure why it says nothing; absent where it does
 * @param textHidden whether addresses of pages are left out
 * @param feeds as they are in the settings
 * @param records of other systems; absent where it does not say
 */
public record FeedsPage(
    Optional<String> failure, boolean textHidden, List<Feed> feeds, Optional<Records> records) {
  public FeedsPage {
    feeds = List.copyOf(feeds);
  }

  static FeedsPage failed(String reason) {
    return new FeedsPage(Optional.of(reason), false, List.of(), Optional.empty());
  }

  /**
   * A feed; ingest's own document of its routes says more.
   *
   * @param kind {@code feed} or {@code sitemap}
   * @param nextPollAt at the earliest
   * @param waiting pages that the next poll will look at
   * @param refused pages that were not taken at the last look
   * @param refusals the first of them; none where texts are hidden
   * @param failures polls that failed in a row
   * @param problem why the last poll did not do all it should; absent where it did
   */
  public record Feed(
      String feed,
      String kind,
      String url,
      String collection,
      Optional<Instant> polledAt,
      Optional<Instant> nextPollAt,
      int pages,
      int documents,
      int waiting,
      int refused,
      List<Refusal> refusals,
      int deletionsWaiting,
      int failures,
      Optional<String> problem) {
    public Feed {
      refusals = refusals == null ? List.of() : List.copyOf(refusals);
    }

    Feed withoutRefusals() {
      return new Feed(
          feed,
          kind,
          url,
          collection,
          polledAt,
          nextPollAt,
          pages,
          documents,
          waiting,
          refused,
          List.of(),
          deletionsWaiting,
          failures,
          problem);
    }
  }

  /** A page that was not taken, and why. */
  public record Refusal(String page, String reason) {}

  /**
   * Records of the topic {@code records}, since ingest's start.
   *
   * @param lastReason why the last dead letter is one; absent where there is none, or texts are
   *     hidden
   */
  public record Records(
      long documents,
      long deletions,
      long deadLetters,
      Optional<Instant> lastRecordAt,
      Optional<String> lastReason) {
    Records withoutReason() {
      return new Records(documents, deletions, deadLetters, lastRecordAt, Optional.empty());
    }
  }
}

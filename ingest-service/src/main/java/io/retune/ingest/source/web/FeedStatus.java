package io.retune.ingest.source.web;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.FeedPage;
import io.retune.schemas.v1.FeedState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a feed stands.
 *
 * @param feed its name
 * @param kind {@code feed} or {@code sitemap}
 * @param polledHere whether it is this instance that polls it
 * @param polledAt when it was last polled; absent where it was not yet
 * @param nextPollAt when it will be polled again at the earliest; absent where it was not yet
 * @param pages that it lists, as far as they are taken note of
 * @param documents pages of them that are documents
 * @param waiting pages that the next poll will look at
 * @param refused pages that were not taken at the last look
 * @param refusals the first of them, and why
 * @param deletionsWaiting pages that would be deleted, were they not too many at once
 * @param failures polls that failed in a row
 * @param problem why the last poll did not do all it should; absent where it did
 */
public record FeedStatus(
    String feed,
    String kind,
    String url,
    String collection,
    boolean polledHere,
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
  private static final int SHOWN = 10;

  public FeedStatus {
    refusals = List.copyOf(refusals);
  }

  /**
   * A page that was not taken.
   *
   * @param page its address
   * @param reason in words
   */
  public record Refusal(String page, String reason) {}

  static FeedStatus of(
      Feed feed,
      FeedState known,
      boolean here,
      int deletionsWaiting,
      String ownProblem,
      Instant now) {
    List<FeedPage> pages = known.getPagesList();
    List<FeedPage> refused = pages.stream().filter(each -> !each.getRefusal().isEmpty()).toList();
    String problem = here && !ownProblem.isEmpty() ? ownProblem : known.getProblem();
    Optional<Instant> polledAt =
        known.hasPolledAt()
            ? Optional.of(InstantCodec.decode(known.getPolledAt()))
            : Optional.empty();
    return new FeedStatus(
        feed.name(),
        feed.kind().name().toLowerCase(Locale.ROOT),
        feed.address().toString(),
        feed.collection(),
        here,
        polledAt,
        polledAt.map(
            at ->
                known.hasNextPollAt()
                    ? InstantCodec.decode(known.getNextPollAt())
                    : at.plus(feed.interval())),
        pages.size(),
        count(pages.stream().filter(FeedPage::getTaken).count()),
        count(pages.stream().filter(each -> FeedPages.isDue(each, feed.recheck(), now)).count()),
        refused.size(),
        refused.stream()
            .limit(SHOWN)
            .map(each -> new Refusal(each.getDocumentId(), each.getRefusal()))
            .toList(),
        deletionsWaiting,
        known.getFailures(),
        problem.isEmpty() ? Optional.empty() : Optional.of(problem));
  }

  private static int count(long pages) {
    return Math.toIntExact(pages);
  }
}

package io.retune.qagen.feedback.stream;

import io.retune.qagen.feedback.Feedback;
import io.retune.qagen.feedback.Ranking;
import io.retune.qagen.feedback.Reaction;
import io.retune.qagen.feedback.Search;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.FeedbackReaction;
import io.retune.schemas.v1.FeedbackSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is kept of one search, as it lies in the state. Parts of it come in any order and more than
 * once; merged they are the same. Of a client a hash is kept. Pure functions.
 */
final class KeptSearch {
  /** Ranks beyond these are not kept: hardly anybody looks there. */
  static final int MAX_HITS = 100;

  /** Of one search; the rest is left out. */
  static final int MAX_REACTIONS = 50;

  private static final int CLIENT_BYTES = 8;

  private KeptSearch() {}

  /** What one record says of a search. */
  static FeedbackSearch of(Feedback feedback, Instant receivedAt) {
    FeedbackSearch.Builder part =
        FeedbackSearch.newBuilder().setReceivedAt(InstantCodec.encode(receivedAt));
    if (feedback instanceof Ranking ranking) {
      part.setText(ranking.text());
      ranking.hits().stream().limit(MAX_HITS).forEach(part::addHitIds);
      ranking.version().ifPresent(part::setAdapterVersion);
    } else if (feedback instanceof Reaction reaction) {
      part.addReactions(
          FeedbackReaction.newBuilder()
              .setHitId(reaction.node())
              .setKind(kind(reaction.kind()))
              .setClient(client(reaction.client()))
              .setAt(InstantCodec.encode(reaction.at())));
    }
    return part.build();
  }

  /**
   * Both parts together. Of two rankings the one that was known holds, with what the other shows
   * beyond it, such as a next page.
   */
  static FeedbackSearch merged(FeedbackSearch known, FeedbackSearch added) {
    FeedbackSearch.Builder merged = known.toBuilder();
    if (known.getText().isEmpty()) {
      merged.setText(added.getText());
    }
    if (!known.hasAdapterVersion() && added.hasAdapterVersion()) {
      merged.setAdapterVersion(added.getAdapterVersion());
    }
    List<String> hits = new ArrayList<>(known.getHitIdsList());
    if (merged.getText().equals(added.getText())) {
      added.getHitIdsList().stream().filter(hit -> !hits.contains(hit)).forEach(hits::add);
    }
    merged.clearHitIds();
    hits.stream().limit(MAX_HITS).forEach(merged::addHitIds);
    Map<Place, FeedbackReaction> reactions = new LinkedHashMap<>();
    known
        .getReactionsList()
        .forEach(each -> reactions.merge(Place.of(each), each, KeptSearch::last));
    added
        .getReactionsList()
        .forEach(each -> reactions.merge(Place.of(each), each, KeptSearch::last));
    merged.clearReactions();
    reactions.values().stream().limit(MAX_REACTIONS).forEach(merged::addReactions);
    if (receivedAt(added).isAfter(receivedAt(known))) {
      merged.setReceivedAt(added.getReceivedAt());
    }
    return merged.build();
  }

  /** Without the reactions to these nodes; their place in the ranking stays. */
  static FeedbackSearch without(FeedbackSearch search, Set<String> nodes) {
    if (search.getReactionsList().stream().noneMatch(each -> nodes.contains(each.getHitId()))) {
      return search;
    }
    FeedbackSearch.Builder without = search.toBuilder().clearReactions();
    search.getReactionsList().stream()
        .filter(each -> !nodes.contains(each.getHitId()))
        .forEach(without::addReactions);
    return without.build();
  }

  /** Empty while only reactions are known. */
  static Optional<Search> read(String queryId, FeedbackSearch kept) {
    if (kept.getText().isEmpty()) {
      return Optional.empty();
    }
    Ranking ranking =
        new Ranking(
            queryId,
            kept.getText(),
            kept.getHitIdsList(),
            kept.hasAdapterVersion()
                ? OptionalInt.of(kept.getAdapterVersion())
                : OptionalInt.empty());
    List<Reaction> reactions =
        kept.getReactionsList().stream().flatMap(each -> reaction(queryId, each).stream()).toList();
    return Optional.of(new Search(ranking, reactions));
  }

  static Instant receivedAt(FeedbackSearch search) {
    return InstantCodec.decode(search.getReceivedAt());
  }

  /** Where there is one reaction: a client's clicks at a hit are one, and its thumbs. */
  private record Place(String hit, String client, boolean thumb) {
    static Place of(FeedbackReaction reaction) {
      return new Place(
          reaction.getHitId(),
          reaction.getClient(),
          reaction.getKind() != FeedbackReaction.Kind.KIND_CLICK);
    }
  }

  /** The later; of two at once the thumb that is down. */
  private static FeedbackReaction last(FeedbackReaction one, FeedbackReaction other) {
    int order = InstantCodec.decode(one.getAt()).compareTo(InstantCodec.decode(other.getAt()));
    if (order == 0) {
      return one.getKindValue() >= other.getKindValue() ? one : other;
    }
    return order > 0 ? one : other;
  }

  private static Optional<Reaction> reaction(String queryId, FeedbackReaction kept) {
    return kind(kept.getKind())
        .map(
            kind ->
                new Reaction(
                    queryId,
                    kept.getHitId(),
                    kind,
                    kept.getClient(),
                    InstantCodec.decode(kept.getAt())));
  }

  private static Optional<Reaction.Kind> kind(FeedbackReaction.Kind kind) {
    return switch (kind) {
      case KIND_CLICK -> Optional.of(Reaction.Kind.CLICK);
      case KIND_THUMB_UP -> Optional.of(Reaction.Kind.THUMB_UP);
      case KIND_THUMB_DOWN -> Optional.of(Reaction.Kind.THUMB_DOWN);
      case KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  private static FeedbackReaction.Kind kind(Reaction.Kind kind) {
    return switch (kind) {
      case CLICK -> FeedbackReaction.Kind.KIND_CLICK;
      case THUMB_UP -> FeedbackReaction.Kind.KIND_THUMB_UP;
      case THUMB_DOWN -> FeedbackReaction.Kind.KIND_THUMB_DOWN;
    };
  }

  private static String client(String id) {
    return id.isEmpty() ? "" : new ContentDigest().bare(id).hex(CLIENT_BYTES);
  }
}

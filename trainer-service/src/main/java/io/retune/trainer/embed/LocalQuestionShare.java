package io.retune.trainer.embed;

import io.retune.schemas.SampleHash;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;

/**
 * Which local questions are embedded: all of a collection of up to so many nodes, and of a larger
 * one a share that keeps their number the same, those of the lowest {@link SampleHash}. A fit takes
 * its own sample by the same number from what there is, so it does not matter how large the
 * collection was when a node came. Questions that were asked are always embedded.
 *
 * @param fullNodes nodes whose local questions are all embedded
 */
record LocalQuestionShare(int fullNodes, CollectionSizes sizes) {

  LocalQuestionShare {
    if (fullNodes < 1) {
      throw new IllegalArgumentException("so few nodes leave nothing to train on: " + fullNodes);
    }
  }

  /** The record without the questions that are not embedded. */
  QaPairs of(String collection, QaPairs pairs) {
    long nodes = sizes.nodes(collection);
    if (nodes <= fullNodes || !pairs.hasNode()) {
      return pairs;
    }
    double share = (double) fullNodes / nodes;
    String node = pairs.getNode().getNodeId();
    QaPairs.Builder some = pairs.toBuilder().clearQuestions();
    pairs.getQuestionsList().stream()
        .filter(question -> isEmbedded(node, question, share))
        .forEach(some::addQuestions);
    return some.build();
  }

  private static boolean isEmbedded(String node, Question question, double share) {
    return question.getOrigin() != Origin.ORIGIN_LOCAL
        || SampleHash.isWithin(share, SampleHash.of(node, question.getQuestionId()));
  }
}

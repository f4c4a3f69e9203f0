package io.retune.qagen.feedback;

import java.util.List;

/**
 * What the searches of a collection show.
 *
 * @param answers ordered by question and node
 * @param versions how users clicked, by the version that ranked: in their order
 */
public record FoundAnswers(List<PairEvidence> answers, List<VersionClicks> versions) {
  public FoundAnswers {
    answers = List.copyOf(answers);
    versions = List.copyOf(versions);
  }
}

package io.retune.eval.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found, side by side.
 *
 * @param nodes that were searched
 * @param foreignNodes that were not, as another base model embedded them
 * @param textHidden whether texts and documents are left out
 * @param columns the base model first
 */
public record SearchAnswer(int nodes, int foreignNodes, boolean textHidden, List<Column> columns) {
  public SearchAnswer {
    columns = List.copyOf(columns);
  }

  /**
   * What one retriever found.
   *
   * @param retriever {@code base}, {@code released}, {@code chosen}, {@code bm25} or {@code fusion}
   * @param version of the adapter that the question went through; 0 is the base model, absent where
   *     it went through none
   * @param keywordWeight that keywords have, from 0 to 1; absent where it is no fusion
   * @param failure why nothing was searched; absent where it was
   * @param hits the best first
   */
  public record Column(
      String retriever,
      Optional<Long> version,
      Optional<Double> keywordWeight,
      Optional<String> failure,
      List<Hit> hits) {
    public Column {
      Objects.requireNonNull(retriever, "retriever");
      hits = List.copyOf(hits);
    }

    static Column found(String retriever, Optional<Long> version, List<Hit> hits) {
      return new Column(retriever, version, Optional.empty(), Optional.empty(), hits);
    }

    static Column failed(String retriever, Optional<Long> version, String failure) {
      return new Column(retriever, version, Optional.empty(), Optional.of(failure), List.of());
    }
  }

  /**
   * A node that was found.
   *
   * @param rank from 1
   * @param baseRank the base model's, of its first 100; absent beyond them
   * @param documentId absent where texts are hidden
   * @param title of the document; absent where it has none, or texts are hidden
   * @param text its beginning; absent where texts are hidden
   */
  public record Hit(
      int rank,
      Optional<Integer> baseRank,
      String nodeId,
      Optional<String> documentId,
      Optional<String> title,
      Optional<String> text) {}
}

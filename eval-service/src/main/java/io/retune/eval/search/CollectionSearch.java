package io.retune.eval.search;

import io.retune.eval.dashboard.DashboardConfig;
import io.retune.eval.keyword.KeywordIndex;
import io.retune.eval.keyword.KeywordIndexException;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.ScoreFusion;
import io.retune.eval.report.CollectionView;
import io.retune.eval.report.ReportView;
import io.retune.eval.search.NodeSearch.Found;
import io.retune.eval.search.SearchAnswer.Column;
import io.retune.eval.search.SearchAnswer.Hit;
import io.retune.eval.stream.StoredExamples;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.KeywordFusion;
import io.retune.schemas.v1.Node;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Searches a collection that this instance has: all its nodes once, for the question as the base
 * model gives it, as what is released maps it, and as a chosen version does; and its keywords.
 * Thread-safe.
 */
@Singleton
class CollectionSearch {
  private static final int SHOWN = 10;
  private static final int TEXT = 300;
  private static final String FUSION = "fusion";
  private static final String KEYWORDS = "bm25";

  private final QuestionVectors questions;
  private final StoredExamples examples;
  private final KeywordIndexes indexes;
  private final ReportView view;
  private final SearchConfig config;
  private final boolean hideText;

  CollectionSearch(
      QuestionVectors questions,
      StoredExamples examples,
      KeywordIndexes indexes,
      ReportView view,
      SearchConfig config,
      DashboardConfig dashboard) {
    this.questions = questions;
    this.examples = examples;
    this.indexes = indexes;
    this.view = view;
    this.config = config;
    this.hideText = dashboard.hideText();
  }

  /**
   * Searches.
   *
   * @param chosen the version to compare with; empty for none
   * @throws SearchRefusedException if that cannot be done now
   */
  SearchAnswer search(String collection, String question, Optional<Long> chosen) {
    long released = view.collection(collection).map(CollectionView::servedVersion).orElse(0L);
    List<QuestionVector> vectors =
        questions.of(
            collection,
            question,
            Stream.concat(Stream.of(0L, released), chosen.stream()).distinct().toList());
    if (!(vectors.get(0) instanceof QuestionVector.Made base)) {
      throw new SearchRefusedException(((QuestionVector.Missing) vectors.get(0)).reason());
    }
    List<QuestionVector.Made> made =
        vectors.stream()
            .filter(QuestionVector.Made.class::isInstance)
            .map(QuestionVector.Made.class::cast)
            .toList();
    NodeSearch search =
        new NodeSearch(
            base.baseModelFingerprint(),
            made.stream().map(QuestionVector.Made::vector).toList(),
            config.timeout());
    read(collection, search);
    Map<Long, List<Found>> found = new LinkedHashMap<>();
    List<List<Found>> best = search.best();
    IntStream.range(0, best.size()).forEach(i -> found.put(made.get(i).version(), best.get(i)));
    Answer answer = new Answer(collection, found.get(0L));
    vectors.forEach(vector -> answer.add(vector, released, found));
    answer.addKeywords(question, released, found.get(released));
    return new SearchAnswer(search.nodes(), search.foreignNodes(), hideText, answer.columns);
  }

  private void read(String collection, NodeSearch search) {
    try {
      examples.read(collection, search::take);
    } catch (InvalidStateStoreException e) {
      throw new SearchRefusedException(
          "the collection's nodes are being loaded, or move to another instance; try again");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What keywords find.
   *
   * @param nodes of the index
   * @param scores by node, the best first
   */
  private record Keywords(int nodes, Map<String, Float> scores) {
    static Keywords of(KeywordIndex index, String question) throws IOException {
      Ranking ranking = index.rank(List.of(question), NodeSearch.DEPTH).ranking(0);
      List<String> ids = index.ids(ranking.rows());
      Map<String, Float> scores = new LinkedHashMap<>();
      IntStream.range(0, ids.size()).forEach(i -> scores.put(ids.get(i), ranking.scores()[i]));
      return new Keywords(index.nodes(), scores);
    }
  }

  /** The columns of one answer. */
  private final class Answer {
    private final String collection;
    private final Map<String, Integer> baseRanks = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();

    Answer(String collection, List<Found> base) {
      this.collection = collection;
      base.forEach(found -> baseRanks.put(found.nodeId(), baseRanks.size() + 1));
    }

    void add(QuestionVector vector, long released, Map<Long, List<Found>> found) {
      long version = vector.version();
      String retriever = version == 0 ? "base" : version == released ? "released" : "chosen";
      if (vector instanceof QuestionVector.Missing missing) {
        columns.add(Column.failed(retriever, Optional.of(version), missing.reason()));
      } else {
        columns.add(Column.found(retriever, Optional.of(version), hits(ids(found.get(version)))));
      }
    }

    /** What keywords find, and what they find together with what is released. */
    void addKeywords(String question, long released, List<Found> byReleased) {
      Optional<Keywords> keywords;
      try {
        keywords = indexes.useIfFree(collection, index -> Keywords.of(index, question));
      } catch (KeywordIndexException e) {
        addFailure(e.getMessage());
        return;
      }
      if (keywords.isEmpty()) {
        addFailure("an evaluation uses the keyword index; try again");
      } else if (keywords.get().nodes() == 0) {
        addFailure("there is no keyword index here yet: the next evaluation makes it");
      } else {
        Map<String, Float> scores = keywords.get().scores();
        columns.add(Column.found(KEYWORDS, Optional.empty(), hits(List.copyOf(scores.keySet()))));
        weight(released)
            .filter(weight -> byReleased != null)
            .ifPresent(weight -> addFusion(released, weight, byReleased, scores));
      }
    }

    private void addFailure(String reason) {
      columns.add(Column.failed(KEYWORDS, Optional.empty(), reason));
    }

    private void addFusion(
        long released, double weight, List<Found> byReleased, Map<String, Float> byKeywords) {
      List<String> ids =
          Stream.concat(ids(byReleased).stream(), byKeywords.keySet().stream()).distinct().toList();
      Map<String, Integer> rows = new HashMap<>();
      ids.forEach(id -> rows.put(id, rows.size()));
      Ranking fused =
          ScoreFusion.fuse(
              ranking(
                  byReleased.stream().map(Found::nodeId).toList(),
                  byReleased.stream().map(Found::score).toList(),
                  rows),
              ranking(List.copyOf(byKeywords.keySet()), List.copyOf(byKeywords.values()), rows),
              weight,
              NodeSearch.DEPTH);
      columns.add(
          new Column(
              FUSION,
              Optional.of(released),
              Optional.of(weight),
              Optional.empty(),
              hits(IntStream.of(fused.rows()).mapToObj(ids::get).toList())));
    }

    private Optional<Double> weight(long released) {
      return view.collection(collection)
          .flatMap(known -> known.report(released))
          .filter(EvaluationReport::hasKeywordFusion)
          .map(EvaluationReport::getKeywordFusion)
          .map(KeywordFusion::getWeight);
    }

    /** Nodes that are gone meanwhile, as an index may still have, are left out. */
    private List<Hit> hits(List<String> nodeIds) {
      List<Hit> hits = new ArrayList<>();
      for (String nodeId : nodeIds) {
        if (hits.size() == SHOWN) {
          break;
        }
        examples
            .find(collection, nodeId)
            .ifPresent(example -> hits.add(hit(hits.size() + 1, nodeId, example.getNode())));
      }
      return hits;
    }

    private Hit hit(int rank, String nodeId, Node node) {
      return new Hit(
          rank,
          Optional.ofNullable(baseRanks.get(nodeId)),
          nodeId,
          shown(node.getDocumentId()),
          shown(node.getTitle()),
          shown(beginning(node.getText())));
    }
  }

  private Optional<String> shown(String text) {
    return Optional.of(text).filter(any -> !hideText && !any.isEmpty());
  }

  private static String beginning(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
  }

  private static List<String> ids(List<Found> found) {
    return found.stream().map(Found::nodeId).toList();
  }

  private static Ranking ranking(List<String> ids, List<Float> scores, Map<String, Integer> rows) {
    float[] values = new float[scores.size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = scores.get(i));
    return new Ranking(ids.stream().mapToInt(rows::get).toArray(), values);
  }
}

package io.retune.eval.evaluation;

import io.retune.eval.keyword.KeywordIndex;
import io.retune.eval.keyword.KeywordIndexUpdate;
import io.retune.eval.ranking.ExactRanker;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.RowBlock;
import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.v1.Embeddings;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Searches a corpus for all that one evaluation asks, in one reading of its nodes: a block of nodes
 * at a time is ranked for every question as each adapter maps it, and the keyword index is brought
 * up to date on the way. What it holds grows with the questions and not with the nodes.
 *
 * <p>First everything is asked, then {@link #read} finds the answers. Not thread-safe.
 */
public final class CorpusSearch {
  /**
   * How many nodes of an answer are kept. Fusion looks deeper than the cut-offs because what one
   * retriever ranks late the other may not.
   */
  static final int DEPTH = 100;

  /** Asks questions as they are. */
  static final UnaryOperator<float[]> BASE_MODEL = vector -> vector;

  private final CorpusRule rule;
  private final KeywordIndex keywords;
  private final Map<QuestionSet, Map<UnaryOperator<float[]>, ExactRanker>> rankers =
      new IdentityHashMap<>();
  private final Map<QuestionSet, Map<UnaryOperator<float[]>, Rankings>> exact =
      new IdentityHashMap<>();
  private final RowBlock block;
  private boolean hasRead;

  /**
   * @param rule which nodes are searched
   * @param keywords the index of the collection, which is brought up to date
   */
  public CorpusSearch(CorpusRule rule, KeywordIndex keywords) {
    this.rule = rule;
    this.keywords = keywords;
    this.block = new RowBlock(rule.dimension());
  }

  /**
   * Asks questions as an adapter maps them; asking the same again changes nothing.
   *
   * @throws IllegalArgumentException if the adapter is of another dimension than the questions
   */
  public void ask(QuestionSet questions, UnaryOperator<float[]> adapter) {
    rankers
        .computeIfAbsent(questions, unseen -> new IdentityHashMap<>())
        .computeIfAbsent(
            adapter, unseen -> new ExactRanker(adapted(questions.vectors(), adapter), DEPTH));
  }

  /** Finds all answers. */
  public void read(CollectionRecords records) throws IOException {
    try (KeywordIndexUpdate update = keywords.update()) {
      records.read((nodeId, record, arrived) -> add(nodeId, record, update));
      rankBlock();
      update.finish();
    }
    rankers.forEach(
        (questions, byAdapter) -> {
          Map<UnaryOperator<float[]>, Rankings> found = new IdentityHashMap<>();
          byAdapter.forEach((adapter, ranker) -> found.put(adapter, ranker.rankings()));
          exact.put(questions, found);
        });
    rankers.clear();
    hasRead = true;
  }

  /** Whether the nodes were read, so that the keyword index is up to date. */
  public boolean hasRead() {
    return hasRead;
  }

  /** The nodes nearest to questions that were asked as an adapter maps them. */
  public Rankings nearest(QuestionSet questions, UnaryOperator<float[]> adapter) {
    return Optional.ofNullable(exact.get(questions))
        .map(found -> found.get(adapter))
        .orElseThrow(() -> new IllegalStateException("these questions were not asked"));
  }

  /** What keyword search finds, after the reading. */
  public Rankings byKeywords(QuestionSet questions) {
    return keywords.rank(questions.texts(), DEPTH);
  }

  private void add(String nodeId, Embeddings record, KeywordIndexUpdate update) throws IOException {
    if (!rule.searches(record)) {
      return;
    }
    block.add(Vectors.decode(record.getVector(), rule.dimension()).orElseThrow());
    if (block.isFull()) {
      rankBlock();
    }
    update.add(nodeId, record.getNode().getText());
  }

  private void rankBlock() {
    rankers.values().forEach(byAdapter -> byAdapter.values().forEach(ranker -> ranker.add(block)));
    block.clear();
  }

  private static VectorTable adapted(VectorTable questions, UnaryOperator<float[]> adapter) {
    float[] adapted = new float[questions.rows() * questions.dimension()];
    IntStream.range(0, questions.rows())
        .parallel()
        .forEach(
            row ->
                System.arraycopy(
                    checked(adapter.apply(questions.row(row)), questions.dimension()),
                    0,
                    adapted,
                    row * questions.dimension(),
                    questions.dimension()));
    return new VectorTable(questions.dimension(), adapted);
  }

  private static float[] checked(float[] vector, int dimension) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "the adapter gives " + vector.length + " dimensions, the nodes have " + dimension);
    }
    return vector;
  }
}

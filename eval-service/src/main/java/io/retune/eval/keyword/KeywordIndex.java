package io.retune.eval.keyword;

import io.retune.eval.ranking.BestRows;
import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.Rankings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * A corpus that is ranked by BM25 (Lucene's, k1 = 1.2, b = 0.75), in a folder. A question is the OR
 * of its words.
 *
 * <p>It is brought up to date by {@link #update}, which is told the whole corpus and writes only
 * what is different. What it holds after that is exactly this corpus: nothing that was deleted
 * counts in its statistics, or is left in its files. An update that is not finished, as in a crash,
 * leaves the index as it was. Of a node it keeps four bytes in memory while it is open. For one
 * thread; {@link #rank} spreads the questions over the common pool's.
 */
public final class KeywordIndex implements AutoCloseable {
  static final String NODE = "node";
  static final String TEXT = "text";

  /** Raised when what is indexed changes; an index of another one is built anew. */
  private static final String FORM = "1";

  private static final String FORM_KEY = "form";
  private static final String ANALYZER_KEY = "analyzer";
  private static final double WRITE_BUFFER_MEGABYTES = 16;

  /** Bounds what is written again because of one deletion. */
  private static final double LARGEST_MERGED_SEGMENT_MEGABYTES = 64;

  private final Directory directory;
  private final Analyzer analyzer;
  private final Map<String, String> form;
  private final KeywordQuery queries;
  private DirectoryReader reader;
  private IndexSearcher searcher;
  private int[] rows;

  private KeywordIndex(Directory directory, KeywordAnalysis analysis) {
    this.directory = directory;
    this.analyzer = analysis.newAnalyzer();
    this.form = Map.of(FORM_KEY, FORM, ANALYZER_KEY, analysis.indexName());
    this.queries = new KeywordQuery(analyzer, TEXT);
  }

  /** Opens the index of a folder; an empty one where there is none, or one of another form. */
  static KeywordIndex open(Path folder, KeywordAnalysis analysis) throws IOException {
    return open(FSDirectory.open(folder), analysis);
  }

  /** As {@link #open}, whatever analysis the index was made with. */
  static KeywordIndex openAsItIs(Path folder) throws IOException {
    Directory directory = FSDirectory.open(folder);
    String analyzer =
        DirectoryReader.indexExists(directory)
            ? SegmentInfos.readLatestCommit(directory).getUserData().get(ANALYZER_KEY)
            : null;
    return open(
        directory, KeywordAnalysis.named(analyzer).orElse(KeywordAnalysis.LETTERS_AND_DIGITS));
  }

  private static KeywordIndex open(Directory directory, KeywordAnalysis analysis)
      throws IOException {
    KeywordIndex index = new KeywordIndex(directory, analysis);
    try {
      index.read();
      return index;
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /**
   * Returns if a node's id can be indexed.
   *
   * @throws IllegalArgumentException if it is longer than 8,000 bytes
   */
  public static void checkId(String nodeId) {
    IndexedText.bytesOf(nodeId);
  }

  /** Nodes in the index. */
  public int nodes() {
    return reader == null ? 0 : reader.numDocs();
  }

  /** Begins to bring it up to date. */
  public KeywordIndexUpdate update() throws IOException {
    IndexWriterConfig settings = new IndexWriterConfig(analyzer);
    settings.setSimilarity(new BM25Similarity());
    settings.setOpenMode(reader == null ? OpenMode.CREATE : OpenMode.APPEND);
    settings.setCommitOnClose(false);
    settings.setRAMBufferSizeMB(WRITE_BUFFER_MEGABYTES);
    settings.setMergeScheduler(new SerialMergeScheduler());
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setMaxMergedSegmentMB(LARGEST_MERGED_SEGMENT_MEGABYTES);
    // Every deletion is merged away: Lucene counts deleted texts in its statistics until then.
    merges.setForceMergeDeletesPctAllowed(0);
    settings.setMergePolicy(merges);
    IndexWriter writer = new IndexWriter(directory, settings);
    return new KeywordIndexUpdate(writer, terms(), this::read, form);
  }

  /**
   * The best rows for each question; rows without a word of the question are not in its ranking.
   * Equal scores are ranked by row, the lower first. A node's row is its place in the order of ids.
   *
   * @param depth how many rows at most; at least 1
   */
  public Rankings rank(List<String> questions, int depth) {
    Ranking[] best = new Ranking[questions.size()];
    IntStream.range(0, best.length)
        .parallel()
        .forEach(question -> best[question] = rank(questions.get(question), depth));
    return new Rankings(best);
  }

  /** The ids of the nodes of some rows, in their order. */
  public List<String> ids(int[] wanted) throws IOException {
    Map<Integer, String> found = new HashMap<>();
    Set<Integer> left = IntStream.of(wanted).boxed().collect(Collectors.toSet());
    TermsEnum terms = terms();
    // A node's term is of one text, so rows and terms go together.
    for (int row = 0; found.size() < left.size() && terms.next() != null; row++) {
      if (left.contains(row)) {
        found.put(row, IndexedText.idOf(terms.term()));
      }
    }
    return IntStream.of(wanted).mapToObj(found::get).toList();
  }

  @Override
  public void close() throws IOException {
    analyzer.close();
    if (reader != null) {
      reader.close();
    }
    directory.close();
  }

  /** Reads what was committed last. */
  private void read() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
    if (!DirectoryReader.indexExists(directory)) {
      return;
    }
    try {
      reader = DirectoryReader.open(directory);
    } catch (IndexFormatTooOldException | IndexFormatTooNewException e) {
      // Of another Lucene: as good as none.
      return;
    }
    if (!reader.getIndexCommit().getUserData().equals(form)) {
      reader.close();
      reader = null;
      return;
    }
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity());
    searcher.setQueryCache(null);
    rows = null;
  }

  private TermsEnum terms() throws IOException {
    Terms terms = reader == null ? null : MultiTerms.getTerms(reader, NODE);
    return terms == null ? TermsEnum.EMPTY : terms.iterator();
  }

  private Ranking rank(String question, int depth) {
    if (nodes() == 0) {
      return Ranking.NOTHING;
    }
    try {
      BestRows best = new BestRows(depth);
      Query query = queries.of(question);
      searcher.search(query, new RowCollector(rows(), best));
      return best.drain();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By document of the index, the node's row. */
  private synchronized int[] rows() throws IOException {
    if (rows == null) {
      int[] numbered = new int[reader.maxDoc()];
      TermsEnum terms = terms();
      PostingsEnum documents = null;
      int row = 0;
      while (terms.next() != null) {
        documents = terms.postings(documents, PostingsEnum.NONE);
        for (int document = documents.nextDoc();
            document != DocIdSetIterator.NO_MORE_DOCS;
            document = documents.nextDoc()) {
          numbered[document] = row;
          row++;
        }
      }
      rows = numbered;
    }
    return rows;
  }

  /** Keeps the best rows, and lets Lucene skip what cannot be one of them. */
  private record RowCollector(int[] rows, BestRows best) implements Collector {
    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.TOP_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) {
      return new LeafCollector() {
        private Scorable scorer;

        @Override
        public void setScorer(Scorable scorer) throws IOException {
          this.scorer = scorer;
          skip();
        }

        @Override
        public void collect(int document) throws IOException {
          best.offer(rows[leaf.docBase + document], scorer.score());
          skip();
        }

        /** A text of the lowest score itself may have a lower row, so it is not skipped. */
        private void skip() throws IOException {
          if (best.isFull()) {
            scorer.setMinCompetitiveScore(best.lowestScore());
          }
        }
      };
    }
  }
}

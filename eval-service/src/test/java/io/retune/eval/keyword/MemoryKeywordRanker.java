package io.retune.eval.keyword;

import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.Rankings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Ranks a corpus by BM25 from an index in memory that is made for it, as evaluations did before the
 * index was kept on disk: what that one is compared with.
 */
final class MemoryKeywordRanker implements AutoCloseable {
  private static final String TEXT = "text";

  /** Lucene refuses queries of more words; those of a question come in its order. */
  private static final int MOST_WORDS = 512;

  private final Analyzer analyzer;
  private final ByteBuffersDirectory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /**
   * Builds the index.
   *
   * @param texts row by row
   * @param language ISO 639-1 code of the texts, empty where not known
   */
  MemoryKeywordRanker(List<String> texts, String language) {
    analyzer = KeywordAnalysis.of(language).newAnalyzer();
    directory = new ByteBuffersDirectory();
    try {
      index(texts);
      reader = DirectoryReader.open(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity());
  }

  /**
   * The best rows for each question; rows without a word of the question are not in its ranking.
   *
   * @param depth how many rows at most; at least 1
   */
  Rankings rank(List<String> questions, int depth) {
    Ranking[] best = new Ranking[questions.size()];
    IntStream.range(0, best.length)
        .parallel()
        .forEach(question -> best[question] = rank(questions.get(question), depth));
    return new Rankings(best);
  }

  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      analyzer.close();
    }
  }

  private void index(List<String> texts) throws IOException {
    IndexWriterConfig settings = new IndexWriterConfig(analyzer);
    settings.setSimilarity(new BM25Similarity());
    try (IndexWriter writer = new IndexWriter(directory, settings)) {
      for (String text : texts) {
        Document document = new Document();
        document.add(new TextField(TEXT, text, Field.Store.NO));
        writer.addDocument(document);
      }
      // One segment: document numbers are then rows.
      writer.forceMerge(1);
    }
  }

  private Ranking rank(String question, int depth) {
    try {
      ScoreDoc[] hits = searcher.search(query(question), depth).scoreDocs;
      int[] rows = new int[hits.length];
      float[] scores = new float[hits.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = hits[i].doc;
        scores[i] = hits[i].score;
      }
      return new Ranking(rows, scores);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BooleanQuery query(String question) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words(question)
        .forEach(
            (word, count) ->
                query.add(
                    new BoostQuery(new TermQuery(new Term(TEXT, word)), count),
                    BooleanClause.Occur.SHOULD));
    return query.build();
  }

  private Map<String, Integer> words(String question) throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    try (TokenStream tokens = analyzer.tokenStream(TEXT, question)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        if (counts.size() < MOST_WORDS || counts.containsKey(word.toString())) {
          counts.merge(word.toString(), 1, Integer::sum);
        }
      }
      tokens.end();
    }
    return counts;
  }
}

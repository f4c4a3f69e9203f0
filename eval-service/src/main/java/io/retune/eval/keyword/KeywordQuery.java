package io.retune.eval.keyword;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A question as Lucene's query: the OR of its words, one that stands there twice counted twice.
 *
 * @param field that is searched
 */
record KeywordQuery(Analyzer analyzer, String field) {
  /** Lucene refuses queries of more words; those of a question come in its order. */
  private static final int MOST_WORDS = 512;

  Query of(String question) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words(question)
        .forEach(
            (word, count) ->
                query.add(
                    new BoostQuery(new TermQuery(new Term(field, word)), count),
                    BooleanClause.Occur.SHOULD));
    return query.build();
  }

  private Map<String, Integer> words(String question) throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    try (TokenStream tokens = analyzer.tokenStream(field, question)) {
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

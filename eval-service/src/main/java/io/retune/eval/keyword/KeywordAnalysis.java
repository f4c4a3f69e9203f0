package io.retune.eval.keyword;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.util.CharTokenizer;

/** How texts are cut into words. */
enum KeywordAnalysis {
  /**
   * Runs of letters and digits in lower case, neither stemmed nor stopped, which treats all
   * languages alike that put spaces between words.
   */
  LETTERS_AND_DIGITS("letters-and-digits", LettersAndDigits::new),
  /** For languages that do not. */
  CJK("cjk", CJKAnalyzer::new);

  private static final Set<String> WITHOUT_SPACES = Set.of("zh", "ja", "ko");

  private final String indexName;
  private final Supplier<Analyzer> analyzer;

  KeywordAnalysis(String indexName, Supplier<Analyzer> analyzer) {
    this.indexName = indexName;
    this.analyzer = analyzer;
  }

  /**
   * The one for a language.
   *
   * @param language ISO 639-1 code, empty where not known
   */
  static KeywordAnalysis of(String language) {
    return WITHOUT_SPACES.contains(language.toLowerCase(Locale.ROOT)) ? CJK : LETTERS_AND_DIGITS;
  }

  /** The one of this name; empty where there is none. */
  static Optional<KeywordAnalysis> named(String indexName) {
    return Arrays.stream(values()).filter(one -> one.indexName.equals(indexName)).findFirst();
  }

  /** What it is called in an index that was made with it. */
  String indexName() {
    return indexName;
  }

  Analyzer newAnalyzer() {
    return analyzer.get();
  }

  private static final class LettersAndDigits extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
      return new TokenStreamComponents(words, new LowerCaseFilter(words));
    }
  }
}

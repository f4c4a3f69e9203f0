package io.retune.eval.ranking;

import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * How texts are cut into words: runs of letters and digits in lower case, neither stemmed nor
 * stopped, which treats all languages alike that put spaces between words.
 */
final class KeywordAnalyzers {
  private static final Set<String> WITHOUT_SPACES = Set.of("zh", "ja", "ko");

  private KeywordAnalyzers() {}

  /**
   * The analyzer of a language.
   *
   * @param language ISO 639-1 code, empty where not known
   */
  static Analyzer of(String language) {
    return WITHOUT_SPACES.contains(language.toLowerCase(Locale.ROOT))
        ? new CJKAnalyzer()
        : new LettersAndDigits();
  }

  private static final class LettersAndDigits extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
      return new TokenStreamComponents(words, new LowerCaseFilter(words));
    }
  }
}

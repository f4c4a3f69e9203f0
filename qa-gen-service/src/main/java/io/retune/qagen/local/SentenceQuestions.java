package io.retune.qagen.local;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an English statement into a question that it answers. It looks no further than the first
 * finite verb, so it passes over what it cannot turn.
 */
final class SentenceQuestions {

  private static final int MAX_WORDS = 28;
  private static final int MAX_SUBJECT = 12;
  private static final List<String> OPENINGS = List.of("Why", "How", "When", "In which cases");

  private final EnglishGrammar grammar;

  SentenceQuestions(EnglishGrammar grammar) {
    this.grammar = grammar;
  }

  /** The question, or nothing where the sentence has no subject and verb that can be told. */
  Optional<String> ask(Sentence sentence, Draw draw) {
    List<Word> words = sentence.words();
    int start = startOfMainClause(words);
    int verb = finiteVerb(words, start);
    if (verb < 0) {
      return Optional.empty();
    }
    int end = endOfStatement(words, verb);
    if (end - verb < 3) {
      return Optional.empty();
    }
    String subject = withoutCapital(words.get(start), sentence.phrase(start, verb));
    Word verbWord = words.get(verb);
    String rest = sentence.phrase(verb + 1, end);
    if (verbWord.is("AUX")) {
      return Optional.of(
          draw.oneOf(OPENINGS)
              + " "
              + verbWord.text().toLowerCase(Locale.ENGLISH)
              + " "
              + subject
              + " "
              + rest
              + "?");
    }
    String auxiliary = auxiliary(verbWord);
    if (!auxiliary.equals("do") && draw.between(0, 2) == 0) {
      return Optional.of("What " + verbWord.text() + " " + rest + "?");
    }
    return Optional.of(
        String.join(" ", draw.oneOf(OPENINGS), auxiliary, subject, grammar.baseForm(verbWord), rest)
            + "?");
  }

  /** The form of "do" that a question takes for this finite verb. */
  private String auxiliary(Word verb) {
    String form = verb.text().toLowerCase(Locale.ENGLISH);
    if (form.equals(grammar.baseForm(verb))) {
      return "do";
    }
    return form.endsWith("s") ? "does" : "did";
  }

  /** Behind an opening such as "In 2021," there is the subject. */
  private static int startOfMainClause(List<Word> words) {
    Word first = words.get(0);
    if (first.is("ADP") || first.is("SCONJ") || first.is("ADV")) {
      for (int i = 1; i < Math.min(words.size(), MAX_SUBJECT); i++) {
        if (words.get(i).text().equals(",")) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  private static int finiteVerb(List<Word> words, int start) {
    boolean subjectSeen = false;
    int verb = -1;
    for (int i = start; i < Math.min(words.size(), start + MAX_SUBJECT); i++) {
      Word word = words.get(i);
      if (word.is("PUNCT") || word.is("SCONJ")) {
        break;
      }
      if (subjectSeen && word.is("AUX")) {
        // What looked like a verb before it was a participle: "financing secured by us could".
        return i;
      }
      if (subjectSeen && verb < 0 && isFinite(words, i)) {
        verb = i;
      }
      subjectSeen |= word.isNominal() || word.is("PRON");
    }
    return verb;
  }

  private static boolean isFinite(List<Word> words, int i) {
    Word word = words.get(i);
    return word.is("VERB") && !word.text().endsWith("ing") && !words.get(i - 1).is("PART");
  }

  private static int endOfStatement(List<Word> words, int verb) {
    int end = verb + 1;
    while (end < words.size() && end < verb + MAX_WORDS && !endsStatement(words.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean endsStatement(Word word) {
    return word.is("PUNCT") && Set.of(".", ";", "!", "?", ":").contains(word.text());
  }

  private static String withoutCapital(Word first, String subject) {
    if (first.is("PROPN")
        || first.text().equals("I")
        || first.text().length() > 1 && Character.isUpperCase(first.text().charAt(1))) {
      return subject;
    }
    return subject.substring(0, 1).toLowerCase(Locale.ENGLISH) + subject.substring(1);
  }
}

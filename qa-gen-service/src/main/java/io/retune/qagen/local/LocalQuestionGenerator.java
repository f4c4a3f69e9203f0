package io.retune.qagen.local;

import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.Passage;
import io.retune.schemas.v1.Origin;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks questions of a passage with nothing but the passage: no network, no language model. The same
 * passage is always asked the same questions. English passages are asked all {@linkplain
 * QuestionKind kinds}; others only sentences and crops, so that no question is in another language
 * than its passage. Safe for use by many threads.
 */
public final class LocalQuestionGenerator {

  /** Text taken out of pages often has no space between sentences: "to us.We may". */
  private static final Pattern GLUED_SENTENCES =
      Pattern.compile("(?<=[\\s,(][\\p{Ll}]{2,20}[.!?][”\")]?)(?=\\p{Lu}\\p{Ll}*[\\s,])");

  private static final int LEAST_SENTENCE_WORDS = 5;
  private static final int MOST_SENTENCE_CHARACTERS = 300;

  private final EnglishGrammar grammar;
  private final SentenceQuestions sentenceQuestions;
  private final LocalMix mix;

  public LocalQuestionGenerator(EnglishGrammar grammar, LocalMix mix) {
    this.grammar = grammar;
    this.sentenceQuestions = new SentenceQuestions(grammar);
    this.mix = mix;
  }

  /**
   * Up to as many questions as the mix has, no text twice; fewer only where the passage is too
   * short for more.
   */
  public List<AskedQuestion> ask(Passage passage) {
    Draw draw = Draw.seededBy(passage.nodeId());
    String text = readable(passage.text());
    Locale language = Locale.forLanguageTag(passage.language());
    Map<String, QuestionKind> questions = new LinkedHashMap<>();
    if (language.getLanguage().equals("en")) {
      askInEnglish(text, draw, questions);
    } else {
      add(
          questions,
          QuestionKind.SENTENCE,
          sentences(text, language),
          mix.count(QuestionKind.SENTENCE),
          draw);
    }
    Crops crops = Crops.of(text, language);
    crops
        .draw(mix.total() - questions.size(), draw)
        .forEach(crop -> questions.putIfAbsent(crop, QuestionKind.CROP));
    return questions.entrySet().stream()
        .map(
            entry ->
                new AskedQuestion(
                    entry.getKey(), Origin.ORIGIN_LOCAL, entry.getValue().generator()))
        .toList();
  }

  private static String readable(String text) {
    return GLUED_SENTENCES.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll(" ");
  }

  private void askInEnglish(String text, Draw draw, Map<String, QuestionKind> questions) {
    List<Sentence> sentences =
        grammar.sentences(text).stream()
            .filter(LocalQuestionGenerator::isProse)
            .map(grammar::analyse)
            .toList();
    add(
        questions,
        QuestionKind.SENTENCE,
        sentences.stream().map(Sentence::text).toList(),
        mix.count(QuestionKind.SENTENCE),
        draw);
    draw.shuffled(sentences).stream()
        .map(sentence -> sentenceQuestions.ask(sentence, draw))
        .flatMap(Optional::stream)
        .limit(mix.count(QuestionKind.SENTENCE_QUESTION))
        .forEach(question -> questions.putIfAbsent(question, QuestionKind.SENTENCE_QUESTION));
    List<KeyPhrase> phrases = KeyPhrases.of(sentences);
    PhraseQuestions.aboutOne(phrases, mix.count(QuestionKind.PHRASE), draw)
        .forEach(question -> questions.putIfAbsent(question, QuestionKind.PHRASE));
    PhraseQuestions.aboutTwo(phrases, mix.count(QuestionKind.PHRASE_PAIR), draw)
        .forEach(question -> questions.putIfAbsent(question, QuestionKind.PHRASE_PAIR));
  }

  private static void add(
      Map<String, QuestionKind> questions,
      QuestionKind kind,
      List<String> candidates,
      int count,
      Draw draw) {
    draw.shuffled(candidates).stream()
        .limit(count)
        .map(LocalQuestionGenerator::shortened)
        .forEach(text -> questions.putIfAbsent(text, kind));
  }

  private static String shortened(String sentence) {
    if (sentence.length() <= MOST_SENTENCE_CHARACTERS) {
      return sentence;
    }
    int end = sentence.lastIndexOf(' ', MOST_SENTENCE_CHARACTERS);
    return sentence.substring(0, end > 0 ? end : MOST_SENTENCE_CHARACTERS);
  }

  private static boolean isProse(String sentence) {
    return sentence.chars().filter(character -> character == ' ').count()
        >= LEAST_SENTENCE_WORDS - 1;
  }

  private static List<String> sentences(String text, Locale language) {
    BreakIterator boundaries = BreakIterator.getSentenceInstance(language);
    boundaries.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      sentences.add(text.substring(start, end).strip());
    }
    return sentences;
  }
}

package io.retune.qagen.local;

import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
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
 * Asks questions of a node with nothing but its text: no network, no language model. The same node
 * is always asked the same questions. English nodes are asked by all {@linkplain LocalMethod
 * methods}, others by sentences and crops only, so that no question is in another language than its
 * node. Thread-safe.
 */
public final class LocalQuestionGenerator {

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  /**
   * Text taken out of pages often has no space between sentences: "to us.We may". The capital is
   * looked for first, because it is rare.
   */
  private static final Pattern GLUED_SENTENCES =
      Pattern.compile("(?=\\p{Lu}\\p{Ll}*[\\s,])(?<=[\\s,(][\\p{Ll}]{2,20}[.!?][”\")]?)");

  private static final int MIN_SENTENCE_WORDS = 5;
  private static final int MAX_SENTENCE_CHARACTERS = 300;

  private final EnglishGrammar grammar;
  private final SentenceQuestions sentenceQuestions;
  private final LocalMix mix;

  public LocalQuestionGenerator(EnglishGrammar grammar, LocalMix mix) {
    this.grammar = grammar;
    this.sentenceQuestions = new SentenceQuestions(grammar);
    this.mix = mix;
  }

  /**
   * Up to as many questions as the mix has, no text twice; fewer only where the node is too short
   * for more.
   */
  public List<AskedQuestion> ask(NodeText node) {
    Draw draw = Draw.seededBy(node.nodeId());
    String text = readable(node.text());
    Locale language = Locale.forLanguageTag(node.language());
    Map<String, LocalMethod> questions = new LinkedHashMap<>();
    if (language.getLanguage().equals("en")) {
      askInEnglish(text, draw, questions);
    } else {
      add(
          questions,
          LocalMethod.SENTENCE,
          sentences(text, language),
          mix.count(LocalMethod.SENTENCE),
          draw);
    }
    Crops crops = Crops.of(text, language);
    crops
        .draw(mix.total() - questions.size(), draw)
        .forEach(crop -> questions.putIfAbsent(crop, LocalMethod.CROP));
    return questions.entrySet().stream()
        .map(
            entry ->
                new AskedQuestion(
                    entry.getKey(), Origin.ORIGIN_LOCAL, entry.getValue().generator()))
        .toList();
  }

  private static String readable(String text) {
    String inOneLine = WHITE_SPACE.matcher(text.strip()).replaceAll(" ");
    return GLUED_SENTENCES.matcher(inOneLine).replaceAll(" ");
  }

  private void askInEnglish(String text, Draw draw, Map<String, LocalMethod> questions) {
    List<Sentence> sentences =
        grammar.sentences(text).stream()
            .filter(LocalQuestionGenerator::isProse)
            .map(grammar::analyse)
            .toList();
    add(
        questions,
        LocalMethod.SENTENCE,
        sentences.stream().map(Sentence::text).toList(),
        mix.count(LocalMethod.SENTENCE),
        draw);
    draw.shuffled(sentences).stream()
        .map(sentence -> sentenceQuestions.ask(sentence, draw))
        .flatMap(Optional::stream)
        .limit(mix.count(LocalMethod.SENTENCE_QUESTION))
        .forEach(question -> questions.putIfAbsent(question, LocalMethod.SENTENCE_QUESTION));
    List<KeyPhrase> phrases = KeyPhrases.of(sentences);
    PhraseQuestions.aboutOne(phrases, mix.count(LocalMethod.PHRASE), draw)
        .forEach(question -> questions.putIfAbsent(question, LocalMethod.PHRASE));
    PhraseQuestions.aboutTwo(phrases, mix.count(LocalMethod.PHRASE_PAIR), draw)
        .forEach(question -> questions.putIfAbsent(question, LocalMethod.PHRASE_PAIR));
  }

  private static void add(
      Map<String, LocalMethod> questions,
      LocalMethod method,
      List<String> candidates,
      int count,
      Draw draw) {
    draw.shuffled(candidates).stream()
        .limit(count)
        .map(LocalQuestionGenerator::shortened)
        .forEach(text -> questions.putIfAbsent(text, method));
  }

  private static String shortened(String sentence) {
    if (sentence.length() <= MAX_SENTENCE_CHARACTERS) {
      return sentence;
    }
    int end = sentence.lastIndexOf(' ', MAX_SENTENCE_CHARACTERS);
    return sentence.substring(0, end > 0 ? end : MAX_SENTENCE_CHARACTERS);
  }

  private static boolean isProse(String sentence) {
    return sentence.chars().filter(character -> character == ' ').count() >= MIN_SENTENCE_WORDS - 1;
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

package io.retune.ingest.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

/**
 * Splits paragraphs into sentences: English, and text of unknown language, by OpenNLP's model;
 * others by the rules of the Java library (Unicode UAX 29). Thread-safe.
 */
public final class Sentences {
  private static final String MODEL = "/opennlp-en-ud-ewt-sentence-1.2-2.5.0.bin";
  private static final String ENGLISH = "en";

  private final SentenceModel model;

  private Sentences(SentenceModel model) {
    this.model = model;
  }

  /** Loads the model from the class path. */
  public static Sentences load() {
    try (InputStream bytes = Sentences.class.getResourceAsStream(MODEL)) {
      return new Sentences(new SentenceModel(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the sentence model cannot be read", e);
    }
  }

  /**
   * The sentences of a line of text, in order; only white space is between them.
   *
   * @param language ISO 639 code; empty where not known
   */
  List<String> of(String line, String language) {
    return language.isEmpty() || language.equals(ENGLISH)
        ? english(line)
        : byRules(line, Locale.forLanguageTag(language));
  }

  private List<String> english(String line) {
    List<String> sentences = new ArrayList<>();
    int from = 0;
    for (Span span : new SentenceDetectorME(model).sentPosDetect(line)) {
      // Up to the end of each, so that nothing between two sentences is ever left out.
      add(sentences, line.substring(from, span.getEnd()));
      from = span.getEnd();
    }
    add(sentences, line.substring(from));
    return sentences;
  }

  private static List<String> byRules(String line, Locale language) {
    List<String> sentences = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(language);
    breaks.setText(line);
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      add(sentences, line.substring(from, to));
      from = to;
    }
    return sentences;
  }

  private static void add(List<String> sentences, String sentence) {
    if (!sentence.isBlank()) {
      sentences.add(sentence.strip());
    }
  }
}

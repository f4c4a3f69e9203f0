package io.retune.qagen.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import opennlp.tools.lemmatizer.LemmatizerModel;
import opennlp.tools.lemmatizer.ThreadSafeLemmatizerME;
import opennlp.tools.postag.POSModel;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.sentdetect.ThreadSafeSentenceDetectorME;
import opennlp.tools.tokenize.ThreadSafeTokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;

/**
 * English sentences, tokens, parts of speech and base forms, by OpenNLP's models (trained on
 * Universal Dependencies, English Web Treebank). The models come from the class path and are read
 * once. Thread-safe.
 */
public final class EnglishGrammar {

  private static final String MODEL = "/opennlp-en-ud-ewt-%s-1.2-2.5.0.bin";

  private final ThreadSafeSentenceDetectorME sentences;
  private final Tokens tokens;
  private final PartsOfSpeech partsOfSpeech;
  private final BaseForms baseForms;

  /** Reads the models. */
  public EnglishGrammar() {
    sentences =
        new ThreadSafeSentenceDetectorME(
            EnglishGrammar.<SentenceModel>read("sentence", SentenceModel::new));
    tokens =
        new Tokens(
            new ThreadSafeTokenizerME(
                EnglishGrammar.<TokenizerModel>read("tokens", TokenizerModel::new)));
    partsOfSpeech = new PartsOfSpeech(EnglishGrammar.<POSModel>read("pos", POSModel::new));
    baseForms =
        new BaseForms(
            new ThreadSafeLemmatizerME(
                EnglishGrammar.<LemmatizerModel>read("lemmas", LemmatizerModel::new)));
  }

  /** The sentences of a text, in order. */
  List<String> sentences(String text) {
    return Arrays.asList(sentences.sentDetect(text));
  }

  /** One sentence, word by word. */
  Sentence analyse(String sentence) {
    List<Span> spans = tokens.of(sentence);
    List<String> words =
        spans.stream().map(span -> sentence.substring(span.getStart(), span.getEnd())).toList();
    List<String> tags = partsOfSpeech.of(words);
    List<Word> result = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      boolean spaceBefore = i > 0 && spans.get(i - 1).getEnd() < spans.get(i).getStart();
      result.add(new Word(words.get(i), tags.get(i), spaceBefore));
    }
    return new Sentence(sentence, result);
  }

  /** The form of a word that dictionaries list: {@code relies} is {@code rely}. */
  String baseForm(Word word) {
    return baseForms.of(word.text().toLowerCase(Locale.ENGLISH), word.tag());
  }

  private static <M> M read(String kind, ModelReader<M> reader) {
    String resource = MODEL.formatted(kind);
    try (InputStream stream = EnglishGrammar.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("language model " + resource + " is not on the class path");
      }
      return reader.read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("language model " + resource + " cannot be read", e);
    }
  }

  private interface ModelReader<M> {
    M read(InputStream stream) throws IOException;
  }
}

package io.retune.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tokenizer of a {@code tokenizer.json}, read by Hugging Face's own library. */
public final class HuggingFaceTextTokenizer implements TextTokenizer {

  /** Neither cut nor pad: what is too long is the caller's to decide. */
  private static final Map<String, String> WHOLE_TEXT =
      Map.of(
          "truncation",
          "DO_NOT_TRUNCATE",
          "padding",
          "DO_NOT_PAD",
          "modelMaxLength",
          String.valueOf(Integer.MAX_VALUE),
          "maxLength",
          String.valueOf(Integer.MAX_VALUE));

  private final HuggingFaceTokenizer tokenizer;
  private final int maxTokens;
  private final TokenFrame frame;
  private final Optional<WordCounts> words;

  private HuggingFaceTextTokenizer(
      HuggingFaceTokenizer tokenizer, int maxTokens, boolean countsWords) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.words =
        countsWords ? Optional.of(new WordCounts(word -> ids(word).length)) : Optional.empty();
    this.frame = TokenFrame.of(tokenizer.encode("a", true, false));
  }

  /**
   * @throws EmbeddingException if the tokenizer cannot be read
   */
  public static HuggingFaceTextTokenizer open(OnnxModelDescription description) {
    try (InputStream in = description.tokenizer().open()) {
      byte[] json = in.readAllBytes();
      return new HuggingFaceTextTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), WHOLE_TEXT),
          description.maxTokens(),
          WordCounts.holdFor(new ObjectMapper().readTree(json)));
    } catch (IOException | RuntimeException e) {
      throw new EmbeddingException("cannot read the tokenizer of " + description.name(), e);
    }
  }

  @Override
  public int count(String text) {
    return words.map(counts -> counts.of(text)).orElseGet(() -> ids(text).length);
  }

  @Override
  public List<TokenSpan> spans(String text) {
    CodePoints codePoints = new CodePoints(text);
    List<TokenSpan> spans = new ArrayList<>();
    for (CharSpan span : tokenizer.encode(text, false, false).getCharTokenSpans()) {
      spans.add(new TokenSpan(codePoints.index(span.getStart()), codePoints.index(span.getEnd())));
    }
    return List.copyOf(spans);
  }

  @Override
  public int specialTokens() {
    return frame.length();
  }

  @Override
  public int maxTokens() {
    return maxTokens;
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** The ids of the text's tokens, without special tokens. */
  long[] ids(String text) {
    Encoding encoding = tokenizer.encode(text, false, false);
    return encoding.getIds();
  }

  TokenFrame frame() {
    return frame;
  }

  /**
   * The library counts in code points, Java in UTF-16 units; they differ from the first emoji on.
   */
  private static final class CodePoints {

    private final String text;
    private int codePoint;
    private int index;

    CodePoints(String text) {
      this.text = text;
    }

    /** Moves from the place asked for last, as spans come nearly in order. */
    int index(int wanted) {
      index = text.offsetByCodePoints(index, wanted - codePoint);
      codePoint = wanted;
      return index;
    }
  }
}

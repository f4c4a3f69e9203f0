package io.retune.adapter.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.retune.adapter.MalformedFileException;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a {@link FinetuneDataset} from JSON, token by token: nothing but the data set itself is
 * held in memory. Safe for use by many threads at once.
 */
public final class DatasetReader {

  private static final int MAX_TEXT_CHARACTERS = 64 << 20;

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_TEXT_CHARACTERS).build())
          .build();

  /**
   * @throws MalformedFileException where the file is no such data set: says which key and where
   * @throws IOException where the file cannot be read
   */
  public FinetuneDataset read(Path file) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      return read(stream);
    }
  }

  /**
   * Reads the stream to its end, and leaves it open.
   *
   * @throws MalformedFileException where the stream is no such data set: says which key and where
   * @throws IOException where the stream cannot be read
   */
  public FinetuneDataset read(InputStream stream) throws IOException {
    try (JsonParser parser =
        json.createParser(stream).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
      return dataset(parser);
    } catch (JsonProcessingException e) {
      throw new MalformedFileException(
          "not a data set: %s (%s)".formatted(firstLine(e.getOriginalMessage()), place(e)), e);
    } catch (CharConversionException e) {
      throw new MalformedFileException("not a data set: " + firstLine(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException("not a data set: " + e.getMessage(), e);
    }
  }

  private static FinetuneDataset dataset(JsonParser parser) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the file");
    Optional<Map<String, String>> queries = Optional.empty();
    Optional<Map<String, String>> corpus = Optional.empty();
    Optional<Map<String, List<String>>> relevant = Optional.empty();
    Optional<String> mode = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      switch (key) {
        case "queries" -> queries = once(parser, key, queries, texts(parser, key));
        case "corpus" -> corpus = once(parser, key, corpus, texts(parser, key));
        case "relevant_docs" -> relevant = once(parser, key, relevant, lists(parser, key));
        case "mode" -> mode = once(parser, key, mode, text(parser, parser.nextToken(), key));
        default -> throw malformed(parser, "unknown key '%s'".formatted(key));
      }
    }
    if (parser.nextToken() != null) {
      throw malformed(parser, "something follows the end of the data set");
    }
    return new FinetuneDataset(
        required("queries", queries),
        required("corpus", corpus),
        required("relevant_docs", relevant),
        mode);
  }

  private static Map<String, String> texts(JsonParser parser, String key) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT, key);
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String id = parser.currentName();
      String text = text(parser, parser.nextToken(), entry(key, id));
      if (texts.put(id, text) != null) {
        throw malformed(parser, entry(key, id) + " is there twice");
      }
    }
    return texts;
  }

  private static Map<String, List<String>> lists(JsonParser parser, String key) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT, key);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String id = parser.currentName();
      expect(parser, parser.nextToken(), JsonToken.START_ARRAY, entry(key, id));
      List<String> list = new ArrayList<>();
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY) {
        list.add(text(parser, token, "an element of " + entry(key, id)));
        token = parser.nextToken();
      }
      if (lists.put(id, list) != null) {
        throw malformed(parser, entry(key, id) + " is there twice");
      }
    }
    return lists;
  }

  private static String text(JsonParser parser, JsonToken token, String name) throws IOException {
    expect(parser, token, JsonToken.VALUE_STRING, name);
    return parser.getText();
  }

  private static String entry(String key, String id) {
    return "%s['%s']".formatted(key, shortened(id));
  }

  private static String shortened(String id) {
    return id.length() <= 80 ? id : id.substring(0, 80) + "…";
  }

  private static void expect(JsonParser parser, JsonToken token, JsonToken expected, String name)
      throws MalformedFileException {
    if (token != expected) {
      throw malformed(
          parser, "%s is %s, not %s".formatted(name, description(token), description(expected)));
    }
  }

  private static String description(JsonToken token) {
    if (token == null) {
      return "cut off";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      default -> "missing";
    };
  }

  private static <T> Optional<T> once(JsonParser parser, String key, Optional<T> before, T value)
      throws MalformedFileException {
    if (before.isPresent()) {
      throw malformed(parser, "%s is there twice".formatted(key));
    }
    return Optional.of(value);
  }

  private static <T> T required(String key, Optional<T> value) throws MalformedFileException {
    return value.orElseThrow(
        () -> new MalformedFileException("not a data set: the key '%s' is missing".formatted(key)));
  }

  private static MalformedFileException malformed(JsonParser parser, String message) {
    return new MalformedFileException(
        "not a data set: %s (%s)".formatted(message, place(parser.currentTokenLocation())));
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "unknown place" : place(e.getLocation());
  }

  private static String place(JsonLocation location) {
    return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}

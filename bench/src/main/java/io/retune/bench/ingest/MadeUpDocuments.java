package io.retune.bench.ingest;

import com.google.protobuf.ByteString;
import io.retune.schemas.v1.Document;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Small documents of English words, one to two kilobytes each; the same for the same collection and
 * format.
 */
public final class MadeUpDocuments {
  private static final String[] WORDS =
      ("the of and a to in is that it was for on are with as they be at this have from or by one had"
              + " not but what all were when we there can an your which their if do will each about how"
              + " up out them then she many some so these would other into has more two like him see"
              + " time could no make than first been its who now people my made over did down only way"
              + " find use may water long little very after words called just where most know get"
              + " through back much before also around another came come work three word must because"
              + " does part even place well such here take why things help put years different away"
              + " again off went old number great tell men say small every found still between name"
              + " should home big give air line set own under read last never us left end along while"
              + " might next sound below saw something thought both few those always looked show large"
              + " often together asked house world going want school important until form food keep"
              + " children feet land side without boy once animals life enough took sometimes four"
              + " head above kind began almost live page got earth need far hand high year mother light"
              + " parts country father let night following picture being study second eyes soon times"
              + " story boys since white days ever paper hard near sentence better best across during"
              + " today others however sure means knew try told young miles sun ways thing whole hear"
              + " example heard several change answer room sea against top turned learn point city play"
              + " toward five using himself usually")
          .split(" ");
  private static final int PARAGRAPHS = 4;

  private final String collection;
  private final Format format;
  private final Random random;

  public MadeUpDocuments(String collection, Format format) {
    this.collection = collection + "-" + format.name().toLowerCase(Locale.ROOT);
    this.format = format;
    this.random = new Random(this.collection.hashCode());
  }

  /** What a document is written in. */
  public enum Format {
    TEXT("plain text", "txt", "text/plain"),
    MARKDOWN("Markdown", "md", "text/markdown"),
    HTML("HTML", "html", "text/html");

    private final String words;
    private final String ending;
    private final String mediaType;

    Format(String words, String ending, String mediaType) {
      this.words = words;
      this.ending = ending;
      this.mediaType = mediaType;
    }

    /** For people. */
    String words() {
      return words;
    }
  }

  public List<Document> list(int count) {
    return IntStream.range(0, count).mapToObj(this::document).toList();
  }

  /** The one of that number, for documents that are made one after another. */
  public Document document(int number) {
    return Document.newBuilder()
        .setCollection(collection)
        .setDocumentId("folder/" + number + "." + format.ending)
        .setMediaType(format.mediaType)
        .setContent(ByteString.copyFromUtf8(text()))
        .build();
  }

  private String text() {
    String title = sentence(4);
    List<String> headings = IntStream.range(0, PARAGRAPHS).mapToObj(i -> sentence(3)).toList();
    List<String> paragraphs = IntStream.range(0, PARAGRAPHS).mapToObj(i -> paragraph()).toList();
    return switch (format) {
      case TEXT -> title + "\n\n" + String.join("\n\n", paragraphs) + "\n";
      case MARKDOWN -> "# " + title + "\n\n" + sections("## %s\n\n%s\n\n", headings, paragraphs);
      case HTML ->
          "<!doctype html><html><head><title>%s</title></head><body><h1>%s</h1>%s</body></html>\n"
              .formatted(title, title, sections("<h2>%s</h2>\n<p>%s</p>\n", headings, paragraphs));
    };
  }

  private static String sections(String form, List<String> headings, List<String> paragraphs) {
    return IntStream.range(0, PARAGRAPHS)
        .mapToObj(i -> form.formatted(headings.get(i), paragraphs.get(i)))
        .collect(Collectors.joining());
  }

  private String paragraph() {
    return IntStream.range(0, 3 + random.nextInt(3))
        .mapToObj(i -> sentence(10 + random.nextInt(12)) + ".")
        .collect(Collectors.joining(" "));
  }

  private String sentence(int words) {
    String text =
        IntStream.range(0, words)
            .mapToObj(i -> WORDS[random.nextInt(WORDS.length)])
            .collect(Collectors.joining(" "));
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

package io.retune.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikaDocumentParserTest {
  private static final TikaDocumentParser PARSER = TikaDocumentParser.load(100_000);

  @Test
  void keepsThePagesOfAPdf() throws DocumentRejected {
    // Given
    byte[] pdf = Samples.pdf("Annual report", "The first page.", "", "The third page.");

    // When
    ParsedDocument parsed = parse("report.pdf", pdf);

    // Then
    assertThat(parsed.title()).isEqualTo("Annual report");
    assertThat(parsed.mediaType()).isEqualTo("application/pdf");
    assertThat(parsed.sections())
        .containsExactly(
            new Section(1, "", List.of("The first page.")),
            new Section(3, "", List.of("The third page.")));
  }

  @Test
  void keepsTheHeadingsOfHtmlAndLeavesOutWhatIsNotText() throws DocumentRejected {
    // Given
    String html =
        """
        <html><head><title> The  title </title><style>p {color: red}</style></head><body>
        <nav>Home | About</nav>
        <p>Before any
        heading.</p>
        <h1>First</h1><h2>Inner <em>part</em></h2><p>One&nbsp;two<br>three.</p><pre>a {
          b
        }</pre>
        <div role="navigation">up</div>
        <h2>Second</h2><ul><li>left</li><li>right</li></ul>
        <table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>
        <footer>all rights</footer><script>var hidden = 1;</script></body></html>
        """;

    // When
    ParsedDocument parsed = parse("page.html", html.getBytes(UTF_8));

    // Then
    assertThat(parsed.title()).isEqualTo("The title");
    assertThat(parsed.sections())
        .containsExactly(
            new Section(0, "", List.of("Before any heading.")),
            new Section(
                0, "Inner part", List.of("First", "Inner part", "One two three.", "a {\n  b\n}")),
            new Section(0, "Second", List.of("Second", "left", "right", "x y", "1 2")));
  }

  @Test
  void readsMarkdownByItsHeadings() throws DocumentRejected {
    // Given
    String markdown =
        """
        ---
        title: A guide
        ---
        # Start

        Some *text* in
        two lines.

        ```java
        int a = 1;
        int b = 2;
        ```

        ## Next

        | a | b |
        |---|---|
        | 1 | 2 |
        """;

    // When
    ParsedDocument parsed = parse("guide.md", markdown.getBytes(UTF_8));

    // Then
    assertThat(parsed.title()).isEqualTo("A guide");
    assertThat(parsed.mediaType()).isEqualTo("text/markdown");
    assertThat(parsed.sections())
        .containsExactly(
            new Section(
                0, "Start", List.of("Start", "Some text in two lines.", "int a = 1;\nint b = 2;")),
            new Section(0, "Next", List.of("Next", "a b", "1 2")));
  }

  @ParameterizedTest
  @CsvSource({
    "page.html, <html><body>, <div>a ",
    "page.html, <html><body>, <b>a <i>b ",
    "page.html, <html><body>, <table><tr><td>a ",
    "page.html, <html><body>, <ul><li>a ",
    "page.xhtml, <html><body>, <span>a ",
    "guide.md, # Start, '\n\n<details>\n\na '",
    "guide.md, # Start, '\n\na List<String> '",
  })
  void readsTagsThatAreNeverClosed(String name, String before, String repeated)
      throws DocumentRejected {
    // Given
    String text = before + repeated.translateEscapes().repeat(2_000) + "\n\nthe last words";

    // When
    ParsedDocument parsed = parse(name, text.getBytes(UTF_8));

    // Then
    String words = parsed.sections().toString();
    assertThat(words).contains("the last words");
    assertThat(words.chars().filter(c -> c == 'a').count()).isGreaterThanOrEqualTo(2_000);
  }

  @Test
  void readsQuotationsWithinQuotations() throws DocumentRejected {
    // When
    ParsedDocument parsed =
        parse("thread.md", ("> ".repeat(150) + "the last words").getBytes(UTF_8));

    // Then
    assertThat(parsed.sections()).containsExactly(new Section(0, "", List.of("the last words")));
  }

  @Test
  void followsArchivesWithinArchivesNotForEver() throws DocumentRejected {
    // Given: more levels than are followed
    byte[] archive = Samples.zip(Map.of("a.txt", "the last words"));
    for (int i = 0; i < 12; i++) {
      archive = Samples.zipOf(Map.of("level-" + i + ".zip", archive));
    }

    // When
    ParsedDocument parsed = parse("nested.zip", archive);

    // Then
    assertThat(parsed.sections().toString()).contains("level-9.zip").doesNotContain("last words");
  }

  @Test
  void refusesAnArchiveThatGrowsBeyondAllText() {
    // Given: 24 MB in 50 kB
    byte[] archive = Samples.zip(Map.of("a.txt", "one two three four\n\n".repeat(1_200_000)));

    // When, Then
    assertThatThrownBy(
            () ->
                TikaDocumentParser.load(100_000_000)
                    .parse("bomb.zip", "", new ByteArrayInputStream(archive)))
        .isInstanceOf(DocumentRejected.class)
        .hasMessageContaining("Suspected zip bomb");
  }

  @Test
  void cutsATitleAndAHeadingThatAreTextsOfTheirOwn() throws DocumentRejected {
    // Given
    String words = "word ".repeat(3_000).strip();
    String html = "<title>" + words + "</title><h1>" + words + "</h1><p>Text.</p>";

    // When
    ParsedDocument parsed = parse("page.html", html.getBytes(UTF_8));

    // Then
    assertThat(parsed.title()).isEqualTo(words.substring(0, 1_000));
    assertThat(parsed.sections())
        .containsExactly(new Section(0, words.substring(0, 1_000), List.of(words, "Text.")));
  }

  @Test
  void refusesBytesThatStandForNothing() {
    assertThatThrownBy(() -> parse("zeros.txt", new byte[5_000]))
        .isInstanceOf(DocumentRejected.class)
        .hasMessageStartingWith("no text in text/plain");
  }

  @Test
  void keepsTheHeadingsOfWord() throws DocumentRejected {
    // Given
    byte[] word = Samples.word(Map.of("Scope", "What this covers."));

    // When
    ParsedDocument parsed = parse("a.docx", word);

    // Then
    assertThat(parsed.title()).isEqualTo("A Word document");
    assertThat(parsed.sections())
        .containsExactly(new Section(0, "Scope", List.of("Scope", "What this covers.")));
  }

  @Test
  void countsSlidesAsPages() throws DocumentRejected {
    // Given
    byte[] slides = Samples.slides("Welcome to all", "Thank you");

    // When
    ParsedDocument parsed = parse("talk.pptx", slides);

    // Then
    assertThat(parsed.sections())
        .containsExactly(
            new Section(1, "", List.of("Welcome to all")),
            new Section(2, "", List.of("Thank you")));
  }

  @Test
  void takesASheetsNameAsItsHeading() throws DocumentRejected {
    // Given
    byte[] sheet =
        Samples.sheet("Prices", List.of(List.of("item", "price"), List.of("apple", "3")));

    // When
    ParsedDocument parsed = parse("prices.xlsx", sheet);

    // Then
    assertThat(parsed.sections())
        .singleElement()
        .satisfies(section -> assertThat(section.heading()).isEqualTo("Prices"))
        .satisfies(
            section ->
                assertThat(section.paragraphs())
                    .containsExactly("Prices", "item price", "apple 3"));
  }

  @Test
  void readsTheChaptersOfABook() throws DocumentRejected {
    // Given
    byte[] book = Samples.epub("A book", "Chapter one", "It was a dark night.");

    // When
    ParsedDocument parsed = parse("book.epub", book);

    // Then
    assertThat(parsed.title()).isEqualTo("A book");
    assertThat(parsed.sections())
        .contains(new Section(0, "Chapter one", List.of("Chapter one", "It was a dark night.")));
  }

  @Test
  void readsAMailWithItsAttachment() throws DocumentRejected {
    // Given
    String mail =
        """
        From: Ada <ada@example.org>
        To: Bob <bob@example.org>
        Subject: The plan
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        We meet on Monday.
        --b
        Content-Type: text/html; name="notes.html"
        Content-Disposition: attachment; filename="notes.html"

        <html><body><p>Bring the notes.</p></body></html>
        --b--
        """
            .replace("\n", "\r\n");

    // When
    ParsedDocument parsed = parse("plan.eml", mail.getBytes(UTF_8));

    // Then
    assertThat(parsed.title()).isEqualTo("The plan");
    assertThat(parsed.sections())
        .flatExtracting(Section::paragraphs)
        .contains("We meet on Monday.", "Bring the notes.");
  }

  @Test
  void findsOutTheEncodingOfText() throws DocumentRejected {
    // Given
    String text =
        "Der Bär läuft über die Straße und grüßt höflich. Für die Prüfung braucht man außer Geduld"
            + " auch ein natürliches Verständnis größerer Zusammenhänge. Am nächsten Tag könnte es"
            + " regnen, und die Bäume würden wieder grün.";

    for (byte[] encoded : List.of(text.getBytes(UTF_8), text.getBytes(ISO_8859_1), utf16(text))) {
      // When
      ParsedDocument parsed = parse("text.txt", encoded);

      // Then
      assertThat(parsed.sections()).containsExactly(new Section(0, "", List.of(text)));
      assertThat(parsed.language()).isEqualTo("de");
    }
  }

  @Test
  void partsTheParagraphsOfTextAtBlankLines() throws DocumentRejected {
    // Given
    String text = "First line\r\nand second.\r\n \r\nNext\u00ad para\u200bgraph\u00a0here.\n";

    // When
    ParsedDocument parsed = parse("a.txt", text.getBytes(UTF_8));

    // Then
    assertThat(parsed.sections())
        .containsExactly(
            new Section(0, "", List.of("First line and second.", "Next paragraph here.")));
  }

  @Test
  void believesTheContentBeforeItsName() throws DocumentRejected {
    // Given
    byte[] pdf = Samples.pdf("t", "Not really a text file.");

    // When
    ParsedDocument parsed = parse("wrong.txt", pdf);

    // Then
    assertThat(parsed.mediaType()).isEqualTo("application/pdf");
  }

  @Test
  void doesNotGuessTheLanguageOfFewWords() throws DocumentRejected {
    // When
    ParsedDocument parsed = parse("a.txt", "Hello there".getBytes(UTF_8));

    // Then
    assertThat(parsed.language()).isEmpty();
  }

  @Test
  void rejectsADocumentWithoutBytes() {
    assertThatThrownBy(() -> parse("empty.pdf", new byte[0]))
        .isInstanceOf(DocumentRejected.class)
        .hasMessage("the document is empty");
  }

  @Test
  void rejectsADocumentWithoutText() {
    assertThatThrownBy(() -> parse("scan.pdf", Samples.pdf("t", "")))
        .isInstanceOf(DocumentRejected.class)
        .hasMessage("no text in application/pdf: it is damaged, or holds only pictures");
  }

  @Test
  void rejectsACorruptDocument() {
    // Given
    byte[] pdf = Samples.pdf("t", "A page.");
    byte[] corrupt = Arrays.copyOf(pdf, 60);

    // When, Then
    assertThatThrownBy(() -> parse("corrupt.pdf", corrupt))
        .isInstanceOf(DocumentRejected.class)
        .hasMessageStartingWith("cannot be read as application/pdf: ");
  }

  @Test
  void rejectsAnEncryptedDocument() {
    assertThatThrownBy(() -> parse("secret.pdf", Samples.encryptedPdf("hidden")))
        .isInstanceOf(DocumentRejected.class)
        .hasMessage("the document is encrypted");
  }

  @Test
  void rejectsAnUnknownFormat() {
    // Given
    byte[] noise = new byte[512];
    noise[0] = 1;

    // When, Then
    assertThatThrownBy(() -> parse("data.bin", noise))
        .isInstanceOf(DocumentRejected.class)
        .hasMessage("no parser for application/octet-stream");
  }

  @Test
  void rejectsMoreTextThanAllowed() {
    // Given
    String text = "word ".repeat(20_001);

    // When, Then
    assertThatThrownBy(() -> parse("long.txt", text.getBytes(UTF_8)))
        .isInstanceOf(DocumentRejected.class)
        .hasMessage("more than 100000 characters of text");
  }

  @Test
  void rejectsAnArchiveThatUnpacksToFarMoreThanItsSize() {
    // Given
    byte[] bomb = Samples.zip(Map.of("bomb.txt", "a".repeat(50_000_000)));

    // When, Then
    assertThatThrownBy(
            () ->
                TikaDocumentParser.load(Integer.MAX_VALUE)
                    .parse("bomb.zip", "", new ByteArrayInputStream(bomb)))
        .isInstanceOf(DocumentRejected.class)
        .hasMessageContaining("zip bomb");
  }

  private static ParsedDocument parse(String name, byte[] content) throws DocumentRejected {
    return PARSER.parse(name, "", new ByteArrayInputStream(content));
  }

  private static byte[] utf16(String text) {
    byte[] bytes = text.getBytes(UTF_16LE);
    byte[] marked = new byte[bytes.length + 2];
    marked[0] = (byte) 0xFF;
    marked[1] = (byte) 0xFE;
    System.arraycopy(bytes, 0, marked, 2, bytes.length);
    return marked;
  }
}

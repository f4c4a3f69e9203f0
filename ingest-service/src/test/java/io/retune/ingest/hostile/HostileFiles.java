package io.retune.ingest.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.retune.ingest.parse.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes hostile files of every kind that we know of; the same bytes each time. */
final class HostileFiles {
  private static final int MEGABYTE = 1 << 20;
  private static final int LARGEST = 64 * MEGABYTE;
  private static final String PARAGRAPH = "<p>A paragraph of some words that can be found.</p>\n";

  private final List<HostileFile> files = new ArrayList<>();

  private HostileFiles() {}

  static List<HostileFile> all() {
    HostileFiles made = new HostileFiles();
    made.pages();
    made.markdown();
    made.xml();
    made.archives();
    made.pdf();
    made.office();
    made.mail();
    made.text();
    made.encodings();
    made.lies();
    made.sizes();
    return List.copyOf(made.files);
  }

  private void pages() {
    quick(
        "title of 1.3 MB",
        "a.html",
        () -> "<title>" + "Title ".repeat(220_000) + "</title>" + PARAGRAPH);
    slow(
        "heading of 1 MB over many paragraphs",
        "a.html",
        () -> "<h1>" + "Head ".repeat(200_000) + "</h1>" + PARAGRAPH.repeat(200));
    quick("5,000 levels, closed", "a.html", () -> "<div>a ".repeat(5_000) + "</div>".repeat(5_000));
    quick("20,000 levels, never closed", "a.html", () -> "<div>a ".repeat(20_000));
    slow("100,000 levels of lists", "a.html", () -> "<ul><li>a ".repeat(100_000));
    quick("inline tags that are never closed", "a.html", () -> "<b>a <i>b <font>c ".repeat(2_000));
    quick("tables in tables", "a.html", () -> "<table><tr><td>a ".repeat(2_000));
    quick(
        "attribute that never ends",
        "a.html",
        () -> PARAGRAPH + "<a href=\"" + "x".repeat(MEGABYTE));
    quick(
        "comment that never ends", "a.html", () -> PARAGRAPH + "<!-- " + "x ".repeat(MEGABYTE / 2));
    quick(
        "script that never ends",
        "a.html",
        () -> PARAGRAPH + "<script>" + "x();".repeat(MEGABYTE / 4));
    quick(
        "100,000 attributes of one tag",
        "a.html",
        () -> "<p" + attributes(100_000) + ">Some words.</p>");
    quick("script only", "a.html", () -> "<html><script>document.write('words')</script></html>");
    quick("style only", "a.html", () -> "<html><style>p { color: red }</style></html>");
    quick("picture only", "a.html", () -> "<html><body><img src='a.png'></body></html>");
    quick(
        "picture of 2 MB inside the page",
        "a.html",
        () -> PARAGRAPH + "<img src='data:image/png;base64," + "QUJD".repeat(MEGABYTE / 2) + "'>");
    quick("navigation only", "a.html", () -> "<nav>Home About Contact</nav>");
    slow("a million paragraphs of a letter", "a.html", () -> "<p>a".repeat(1_000_000));
    slow("43,691 pages", "a.html", () -> "<div class='page'>A page.</div>".repeat(43_691));
    quick("1 MB of entities", "a.html", () -> "<p>" + "&amp;&lt;&nbsp;&#8203; ".repeat(50_000));
    quick(
        "entities that are no characters",
        "a.html",
        () -> "<p>Words &#0; &#x110000; &#xD800; &#99999999999; &unknown; end.</p>");
    quick(
        "frames in frames",
        "a.html",
        () -> "<iframe srcdoc='<iframe>'>".repeat(10_000) + PARAGRAPH);
    quick("zero bytes between tags", "a.html", () -> "<\0p>\0Words\0 with\0 zeros.\0</p>");
    quick(
        "doctype of 1 MB",
        "a.html",
        () -> "<!DOCTYPE html " + "x".repeat(MEGABYTE) + ">" + PARAGRAPH);
    quick(
        "forms, buttons and selections only",
        "a.html",
        () -> "<select>" + "<option>a".repeat(50_000));
  }

  private void markdown() {
    quick(
        "tags that are never closed in Markdown",
        "a.md",
        () -> "# Start\n\n" + "<details>\n\nA List<String> of words.\n\n".repeat(2_000));
    quick("150 quotations within each other", "a.md", () -> "> ".repeat(150) + "words");
    quick("20,000 quotations within each other", "a.md", () -> "> ".repeat(20_000) + "words");
    quick("lists in lists in Markdown", "a.md", () -> listsInLists(500));
    quick("50,000 open brackets", "a.md", () -> "[".repeat(50_000) + "words");
    quick("emphasis that never ends", "a.md", () -> "*a ".repeat(20_000) + "**b ".repeat(20_000));
    quick(
        "table of 10,000 columns",
        "a.md",
        () ->
            "|a".repeat(10_000) + "|\n" + "|-".repeat(10_000) + "|\n" + "|b".repeat(10_000) + "|");
    quick(
        "front matter that never ends",
        "a.md",
        () -> "---\ntitle: A\n" + "key: value\n".repeat(50_000));
    quick(
        "front matter that refers to itself",
        "a.md",
        () -> "---\na: &a [x]\nb: &b [*a, *a]\ntitle: *b\n---\n\nWords.");
    slow(
        "heading of 1 MB in Markdown", "a.md", () -> "# " + "word ".repeat(200_000) + "\n\nWords.");
    slow("backticks that never match", "a.md", () -> backticks(1_000));
  }

  private void xml() {
    quick("billion laughs", "a.xml", () -> laughs("lol", "<d>&e9;</d>"));
    quick(
        "billion laughs as a page",
        "a.xhtml",
        () ->
            laughs(
                "lol",
                "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>&e9;</p></body></html>"));
    quick(
        "one entity of 100 kB 1,000 times",
        "a.xml",
        () ->
            "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY e '"
                + "a".repeat(100_000)
                + "'>]><d>"
                + "&e;".repeat(1_000)
                + "</d>");
    quick(
        "entity that is a file",
        "a.xml",
        () ->
            "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><d>Words &e;</d>");
    quick(
        "entity that is an address",
        "a.xml",
        () ->
            "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY % e SYSTEM 'http://127.0.0.1:1/e.dtd'> %e;]><d>Words</d>");
    slow(
        "XML of 100,000 levels",
        "a.xml",
        () -> "<?xml version='1.0'?>" + "<d>a".repeat(100_000) + "</d>".repeat(100_000));
    quick("XML that is torn", "a.xml", () -> "<?xml version='1.0'?><d><e>Words");
    quick(
        "drawing with entities",
        "a.svg",
        () -> laughs("lol", "<svg xmlns='http://www.w3.org/2000/svg'><text>&e9;</text></svg>"));
    quick(
        "stylesheet that is a file",
        "a.xml",
        () -> "<?xml version='1.0'?><?xml-stylesheet href='file:///etc/passwd'?><d>Words</d>");
  }

  private void archives() {
    quick(
        "30 archives within each other", "a.zip", () -> nested(30, zip("a.txt", ascii("Words."))));
    quick(
        "24 MB in an archive of 50 kB",
        "a.zip",
        () -> zip("a.txt", ascii("one two three four\n\n".repeat(1_200_000))));
    quick(
        "16 archives in each of 16 in each of 16",
        "a.zip",
        () -> fanOut(3, 16, zip("a.txt", ascii("Words. ".repeat(20_000)))));
    slow(
        "10 archives in each of 10, four times",
        "a.zip",
        () -> fanOut(4, 10, zip("a.txt", ascii("Words. ".repeat(20_000)))));
    slow("archive of 50,000 empty files", "a.zip", () -> manyEntries(50_000));
    quick(
        "names that lead out of the archive",
        "a.zip",
        () -> zip("../../../../tmp/retune-escaped.txt", ascii("Words.")));
    quick("archive with a torn end", "a.zip", () -> half(zip("a.txt", random(100_000))));
    quick("archive whose sizes lie", "a.zip", () -> lyingSizes());
    quick("archive that says it is encrypted", "a.zip", () -> encryptedFlag());
    quick("archive that overlaps itself", "a.zip", () -> overlapping(200));
    slow("gzip of 300 MB of zeros", "a.gz", () -> gzip(new byte[300 * MEGABYTE]));
    quick("gzip in gzip in gzip", "a.gz", () -> gzip(gzip(gzip(new byte[32 * MEGABYTE]))));
    quick("gzip that is torn", "a.gz", () -> half(gzip(random(100_000))));
    slow("tar of 10,000 files", "a.tar", () -> tar(10_000));
    quick("tar whose length lies", "a.tar", () -> Arrays.copyOf(tar(1), 600));
    quick("bzip2 that is only a beginning", "a.bz2", () -> ascii("BZh91AY&SY" + "x".repeat(1_000)));
    quick("xz that is only a beginning", "a.xz", () -> bytes(0xFD, '7', 'z', 'X', 'Z', 0, 0, 4));
    quick(
        "7z that is only a beginning", "a.7z", () -> bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4));
    quick(
        "rar that is only a beginning",
        "a.rar",
        () -> ascii("Rar!\u001a\u0007\u0000" + "x".repeat(1_000)));
  }

  private void pdf() {
    quick("PDF that is cut in half", "a.pdf", () -> half(Samples.pdf("t", "A page.")));
    quick(
        "PDF without a table of its parts",
        "a.pdf",
        () -> ascii(text(Samples.pdf("t", "A page.")).replace("startxref", "startnone")));
    quick("PDF that is encrypted", "a.pdf", () -> Samples.encryptedPdf("A page."));
    quick("PDF without text", "a.pdf", () -> Samples.pdf("t", "", ""));
    quick("PDF of 2,000 pages", "a.pdf", () -> Samples.pdf("t", pages(2_000)));
    quick(
        "PDF whose pages are their own parents",
        "a.pdf",
        () ->
            ascii(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
    quick(
        "PDF of a billion pages by its count",
        "a.pdf",
        () -> ascii(text(Samples.pdf("t", "A page.")).replace("/Count 1", "/Count 1000000000")));
    quick(
        "PDF of 100,000 arrays within each other",
        "a.pdf",
        () ->
            ascii(
                "%PDF-1.4\n1 0 obj"
                    + "[".repeat(100_000)
                    + "endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
    slow(
        "PDF with 1 MB before its beginning",
        "a.pdf",
        () -> ascii("x".repeat(MEGABYTE) + text(Samples.pdf("t", "A page."))));
    quick("PDF that is only its first line", "a.pdf", () -> ascii("%PDF-1.7\n"));
    quick(
        "PDF with a title of 1 MB",
        "a.pdf",
        () -> Samples.pdf("Title ".repeat(180_000), "A page."));
  }

  private void office() {
    quick(
        "Word document that is cut in half",
        "a.docx",
        () -> half(word("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>", "")));
    quick(
        "Word document with billion laughs",
        "a.docx",
        () -> word("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", entities("lol")));
    quick(
        "Word document of tables in tables",
        "a.docx",
        () ->
            word(
                "<w:tbl><w:tr><w:tc>".repeat(3_000)
                    + "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"
                    + "</w:tc></w:tr></w:tbl>".repeat(3_000),
                ""));
    quick(
        "Word document without its list of parts",
        "a.docx",
        () -> zip("word/document.xml", ascii("<w:document/>")));
    slow(
        "Word document whose text is 60 MB in 60 kB",
        "a.docx",
        () -> word("<w:p><w:r><w:t>" + "Words ".repeat(10_000_000) + "</w:t></w:r></w:p>", ""));
    slow(
        "sheet with a cell at the last row",
        "a.xlsx",
        () ->
            sheet(
                "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>Words</t></is></c></row>"));
    quick(
        "sheet whose row is no number",
        "a.xlsx",
        () ->
            sheet("<row r='99999999999'><c r='A1' t='inlineStr'><is><t>Words</t></is></c></row>"));
    slow(
        "sheet of 100,000 rows",
        "a.xlsx",
        () -> sheet("<row><c t='inlineStr'><is><t>Words</t></is></c></row>".repeat(100_000)));
    quick(
        "old Word document that is noise",
        "a.doc",
        () -> concat(bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1), random(20_000)));
    quick(
        "RTF of 100,000 groups within each other",
        "a.rtf",
        () -> ascii("{\\rtf1 " + "{".repeat(100_000) + "Words."));
    quick(
        "RTF with a picture of 4 GB by its length",
        "a.rtf",
        () -> ascii("{\\rtf1 Words. {\\pict\\bin4294967295 " + "x".repeat(1_000) + "}}"));
    quick(
        "RTF of a million controls",
        "a.rtf",
        () -> ascii("{\\rtf1 " + "\\b\\b0 a".repeat(1_000_000 / 8) + "}"));
    quick(
        "RTF with numbers beyond all numbers",
        "a.rtf",
        () -> ascii("{\\rtf1 \\u99999999999 \\li-99999999999999 Words.}"));
    quick("book without its table of contents", "a.epub", () -> epub("nowhere.opf"));
    quick(
        "OpenDocument with billion laughs",
        "a.odt",
        () ->
            openDocument(
                laughs(
                    "lol",
                    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>&e9;</office:document-content>")));
  }

  private void mail() {
    slow("e-mail with 1,000 attachments", "a.eml", () -> ascii(attachments(1_000)));
    quick("200 e-mails within each other", "a.eml", () -> ascii(forwarded(200)));
    quick(
        "e-mail with a header of 1 MB",
        "a.eml",
        () ->
            ascii("From: a@example.org\r\nSubject: " + "long ".repeat(200_000) + "\r\n\r\nWords."));
    quick(
        "e-mail with 100,000 headers",
        "a.eml",
        () -> ascii("From: a@example.org\r\n" + "X-A: b\r\n".repeat(100_000) + "\r\nWords."));
    quick(
        "e-mail whose parts never end",
        "a.eml",
        () ->
            ascii(
                "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords."));
    quick(
        "e-mail with broken base64",
        "a.eml",
        () ->
            ascii(
                "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!"
                    + "A".repeat(1_001)));
    quick(
        "mailbox of 2,000 e-mails",
        "a.mbox",
        () ->
            ascii(
                "From a@example.org Thu Jan  1 00:00:00 2026\nFrom: a@example.org\nSubject: s\n\nWords.\n\n"
                    .repeat(2_000)));
  }

  private void text() {
    slow("one word of 5 MB", "a.txt", () -> "x".repeat(5 * MEGABYTE));
    slow("one sentence of 2 MB", "a.txt", () -> "word ".repeat(400_000));
    slow("one line of ideographs", "a.txt", () -> "\u6587".repeat(300_000));
    slow("full stops only", "a.txt", () -> ". ".repeat(200_000));
    quick("a hundred thousand empty lines", "a.txt", () -> "\n".repeat(100_000) + "Words.");
    quick("zero bytes only", "a.txt", () -> new byte[MEGABYTE]);
    quick("bytes of 255 only", "a.txt", () -> filled(MEGABYTE, 0xFF));
    quick("nothing", "a.txt", () -> new byte[0]);
    quick("white space only", "a.txt", () -> " \t\r\n\u00A0\u2003".repeat(10_000));
    quick(
        "control characters only",
        "a.txt",
        () -> bytes(1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18));
    quick(
        "control characters between words",
        "a.txt",
        () -> "Wo\u0001rds \u001B[31mred\u001B[0m \u0007 end.");
    quick(
        "words from right to left", "a.txt", () -> "Pay \u202Eelif.exe\u202C now \u2067abc\u2069.");
    quick(
        "invisible characters only",
        "a.txt",
        () -> "\u200B\u200C\u200D\u2060\uFEFF".repeat(10_000));
    quick(
        "100,000 accents on one letter", "a.txt", () -> "a" + "\u0301".repeat(100_000) + " words");
    quick(
        "faces of many code points",
        "a.txt",
        () -> "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 ".repeat(20_000));
    slow("a million rows", "a.csv", () -> "name,value\n" + "one,1\n".repeat(1_000_000));
    slow("a row of 200,000 columns", "a.csv", () -> "a,".repeat(200_000));
    slow("a quotation mark that never ends", "a.csv", () -> "a,b\n\"" + "c,d\n".repeat(100_000));
    slow("100,000 brackets of JSON", "a.json", () -> "[".repeat(100_000));
    quick("a formula that would start a program", "a.csv", () -> "=cmd|' /C calc'!A0,b\n1,2\n");
    slow("source text of one line", "a.js", () -> "var a=[" + "1,".repeat(300_000) + "1];");
  }

  private void encodings() {
    quick(
        "bytes that are no UTF-8",
        "a.txt",
        () ->
            concat(
                ascii("Words "),
                bytes(0xC3, 0x28, 0xA0, 0xA1, 0xE2, 0x28, 0xA1, 0xFE),
                ascii(" end.")));
    quick(
        "UTF-8 that is too long for its letters",
        "a.txt",
        () -> concat(ascii("Words "), bytes(0xC0, 0xAF, 0xE0, 0x80, 0xAF, 0xF0, 0x80, 0x80, 0xAF)));
    quick(
        "halves of characters in UTF-8",
        "a.txt",
        () -> concat(ascii("Words "), bytes(0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF)));
    quick(
        "halves of characters in UTF-16",
        "a.txt",
        () -> concat(bytes(0xFF, 0xFE), bytes('W', 0, 'o', 0, 0x00, 0xD8, 'r', 0, 0x00, 0xDC)));
    for (String mark : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      quick(
          "byte order mark of " + mark + " only",
          "a.txt",
          () -> "\uFEFF".getBytes(Charset.forName(mark)));
      quick(
          "byte order mark of " + mark,
          "a.txt",
          () -> "\uFEFFSome words.".getBytes(Charset.forName(mark)));
    }
    quick(
        "UTF-16 with half a character at its end",
        "a.txt",
        () -> concat("\uFEFFSome words.".getBytes(Charset.forName("UTF-16LE")), bytes('x')));
    quick(
        "page that lies about its encoding",
        "a.html",
        () -> concat(ascii("<meta charset='utf-16'><p>Some words "), bytes(0xE9, 0xE8)));
    quick(
        "page in no encoding that exists",
        "a.html",
        () -> "<meta charset='x-none-such'><p>Some words.");
  }

  private void lies() {
    quick("page that says it is a PDF", "a.pdf", () -> "<html><body>" + PARAGRAPH);
    quick("PDF that says it is text", "a.txt", () -> Samples.pdf("t", "A page."));
    quick("archive that says it is a Word document", "a.docx", () -> zip("a.txt", ascii("Words.")));
    quick("text that says it is a sheet", "a.xlsx", () -> "Some words.");
    quick(
        "picture that says it is Markdown",
        "a.md",
        () -> concat(bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10), random(1_000)));
    quick(
        "program that says it is a page",
        "a.html",
        () -> concat(bytes(0x7F, 'E', 'L', 'F', 2, 1, 1), random(1_000)));
    quick(
        "class that says it is text",
        "a.txt",
        () -> concat(bytes(0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61), random(500)));
    quick("noise that says it is a PDF", "a.pdf", () -> random(100_000));
    quick("noise that says it is text", "a.txt", () -> random(100_000));
    quick("noise that says nothing", "noise", () -> random(100_000));
    quick(
        "PDF that is also an archive",
        "a.pdf",
        () -> concat(Samples.pdf("t", "A page."), zip("a.txt", ascii("Words."))));
    quick("name of 200 letters", "n".repeat(200) + ".txt", () -> "Some words.");
    quick("name without letters", "....", () -> "Some words.");
    quick(
        "database that is only a beginning",
        "a.sqlite",
        () -> ascii("SQLite format 3\0" + "x".repeat(2_000)));
    quick(
        "film that is only a beginning",
        "a.mp4",
        () -> concat(bytes(0, 0, 0, 24), ascii("ftypmp42" + "x".repeat(500))));
    quick(
        "font that is only a beginning",
        "a.ttf",
        () -> concat(bytes(0, 1, 0, 0, 0, 12), random(500)));
  }

  private void sizes() {
    slow(
        "64 MB of words",
        "a.txt",
        () -> filled(ascii("Some words that are said again. "), LARGEST));
    slow("64 MB of one letter", "a.txt", () -> filled(LARGEST, 'a'));
    slow("64 MB of zero bytes", "a.txt", () -> new byte[LARGEST]);
    slow("64 MB of noise", "noise", () -> random(LARGEST));
    slow("64 MB of paragraphs", "a.html", () -> filled(ascii(PARAGRAPH), LARGEST));
    slow("64 MB and one byte", "a.txt", () -> filled(LARGEST + 1, 'a'));
    slow(
        "19 MB of words",
        "a.txt",
        () -> filled(ascii("Some words that are said again. "), 19 * MEGABYTE));
  }

  private void quick(String kind, String name, Callable<?> content) {
    files.add(new HostileFile(kind, name, true, () -> encoded(content.call())));
  }

  private void slow(String kind, String name, Callable<?> content) {
    files.add(new HostileFile(kind, name, false, () -> encoded(content.call())));
  }

  private static byte[] encoded(Object content) {
    return content instanceof byte[] bytes ? bytes : content.toString().getBytes(UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] filled(byte[] pattern, int size) {
    byte[] bytes = new byte[size];
    for (int at = 0; at < size; at += pattern.length) {
      System.arraycopy(pattern, 0, bytes, at, Math.min(pattern.length, size - at));
    }
    return bytes;
  }

  private static String attributes(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      attributes.append(" a").append(i).append("='b'");
    }
    return attributes.toString();
  }

  private static String listsInLists(int levels) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      list.append(" ".repeat(2 * i)).append("- item\n");
    }
    return list.toString();
  }

  private static String backticks(int longest) {
    StringBuilder ticks = new StringBuilder("Words ");
    for (int i = 1; i <= longest; i++) {
      ticks.append("`".repeat(i)).append(' ');
    }
    return ticks.toString();
  }

  /** Nine entities, each ten times the one before. */
  private static String entities(String innermost) {
    StringBuilder entities = new StringBuilder("<!DOCTYPE d [<!ENTITY e0 '" + innermost + "'>");
    for (int i = 1; i < 10; i++) {
      entities.append("<!ENTITY e").append(i).append(" '");
      entities.append(("&e" + (i - 1) + ";").repeat(10)).append("'>");
    }
    return entities.append("]>").toString();
  }

  private static String laughs(String innermost, String root) {
    return "<?xml version='1.0'?>" + entities(innermost) + root;
  }

  private static byte[] zip(String name, byte[] content) {
    return Samples.zipOf(Map.of(name, content));
  }

  private static byte[] nested(int levels, byte[] inner) {
    byte[] archive = inner;
    for (int i = 0; i < levels; i++) {
      archive = zip("level-" + i + ".zip", archive);
    }
    return archive;
  }

  private static byte[] fanOut(int levels, int width, byte[] inner) {
    byte[] archive = inner;
    for (int level = 0; level < levels; level++) {
      Map<String, byte[]> copies = new LinkedHashMap<>();
      for (int i = 0; i < width; i++) {
        copies.put(i + ".zip", archive);
      }
      archive = Samples.zipOf(copies);
    }
    return archive;
  }

  private static byte[] manyEntries(int count) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(i + ".txt", new byte[0]);
    }
    return Samples.zipOf(entries);
  }

  private static byte[] stored(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry(name);
      CRC32 check = new CRC32();
      check.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(check.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return out.toByteArray();
  }

  /** Its local header says 2 GB. */
  private static byte[] lyingSizes() throws IOException {
    byte[] archive = stored("a.txt", ascii("Words."));
    for (int i : List.of(18, 22)) {
      archive[i] = -1;
      archive[i + 1] = -1;
      archive[i + 2] = -1;
      archive[i + 3] = 0x7F;
    }
    return archive;
  }

  private static byte[] encryptedFlag() throws IOException {
    byte[] archive = stored("a.txt", ascii("Words."));
    archive[6] |= 1;
    return archive;
  }

  /** Many local headers inside each other's content, as quines and the denser bombs have them. */
  private static byte[] overlapping(int count) throws IOException {
    byte[] archive = stored("a.txt", ascii("Words. ".repeat(1_000)));
    for (int i = 0; i < count; i++) {
      archive = concat(Arrays.copyOf(archive, 64), archive);
    }
    return archive;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] tar(int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] content = ascii("Some words.");
    for (int i = 0; i < count; i++) {
      byte[] header = new byte[512];
      put(header, 0, i + ".txt");
      put(header, 100, "0000644");
      put(header, 108, "0000000");
      put(header, 116, "0000000");
      put(header, 124, String.format("%011o", content.length));
      put(header, 136, "00000000000");
      put(header, 148, "        ");
      put(header, 156, "0");
      put(header, 257, "ustar\00000");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xFF;
      }
      put(header, 148, String.format("%06o\0 ", sum));
      out.writeBytes(header);
      out.writeBytes(Arrays.copyOf(content, 512));
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = ascii(text);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String[] pages(int count) {
    String[] pages = new String[count];
    Arrays.setAll(pages, i -> "Page " + i + " has some words.");
    return pages;
  }

  private static byte[] word(String body, String doctype) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        ascii(
            "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"));
    parts.put(
        "_rels/.rels",
        ascii(
            "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>"));
    parts.put(
        "word/document.xml",
        ascii(
            "<?xml version='1.0'?>"
                + doctype
                + "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
                + body
                + "</w:body></w:document>"));
    return Samples.zipOf(parts);
  }

  private static byte[] sheet(String rows) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        ascii(
            "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/><Override PartName='/xl/worksheets/sheet1.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'/></Types>"));
    parts.put(
        "_rels/.rels",
        ascii(
            "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"));
    parts.put(
        "xl/workbook.xml",
        ascii(
            "<?xml version='1.0'?><workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"));
    parts.put(
        "xl/_rels/workbook.xml.rels",
        ascii(
            "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"));
    parts.put(
        "xl/worksheets/sheet1.xml",
        ascii(
            "<?xml version='1.0'?><worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
                + rows
                + "</sheetData></worksheet>"));
    return Samples.zipOf(parts);
  }

  private static byte[] epub(String contents) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", ascii("application/epub+zip"));
    parts.put(
        "META-INF/container.xml",
        ascii(
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='"
                + contents
                + "'/></rootfiles></container>"));
    return Samples.zipOf(parts);
  }

  private static byte[] openDocument(String content) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", ascii("application/vnd.oasis.opendocument.text"));
    parts.put("content.xml", ascii(content));
    return Samples.zipOf(parts);
  }

  private static String attachments(int count) {
    StringBuilder mail =
        new StringBuilder(
            "From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
    for (int i = 0; i < count; i++) {
      mail.append("--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=");
      mail.append(i).append(".txt\r\n\r\nWords of part ").append(i).append(".\r\n");
    }
    return mail.append("--b--\r\n").toString();
  }

  private static String forwarded(int levels) {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      mail.append(
          "From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n");
    }
    return mail.append("From: a@example.org\r\nSubject: s\r\n\r\nWords.\r\n").toString();
  }
}

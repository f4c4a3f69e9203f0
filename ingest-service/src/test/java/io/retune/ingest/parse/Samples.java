package io.retune.ingest.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/** Small documents of each format, made by the libraries that also write real ones. */
public final class Samples {
  private Samples() {}

  /** A PDF with one line of text a page; empty text makes a page without any. */
  public static byte[] pdf(String title, String... pages) {
    try (PDDocument document = pdfDocument(title, List.of(pages))) {
      return saved(document);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static byte[] encryptedPdf(String text) {
    try (PDDocument document = pdfDocument("secret", List.of(text))) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return saved(document);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] word(Map<String, String> bodies) {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.createStyles().addStyle(headingStyle());
      document.getProperties().getCoreProperties().setTitle("A Word document");
      bodies.forEach(
          (heading, body) -> {
            XWPFParagraph head = document.createParagraph();
            head.setStyle("Heading1");
            head.createRun().setText(heading);
            document.createParagraph().createRun().setText(body);
          });
      document.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] slides(String... texts) {
    try (XMLSlideShow show = new XMLSlideShow();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      for (String text : texts) {
        XSLFSlide slide = show.createSlide();
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new java.awt.Rectangle(10, 10, 300, 100));
        box.setText(text);
      }
      show.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] sheet(String name, List<List<String>> rows) {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      XSSFSheet sheet = workbook.createSheet(name);
      for (int row = 0; row < rows.size(); row++) {
        var cells = sheet.createRow(row);
        for (int column = 0; column < rows.get(row).size(); column++) {
          cells.createCell(column).setCellValue(rows.get(row).get(column));
        }
      }
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] epub(String title, String chapterHeading, String chapterText) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("mimetype", "application/epub+zip");
    files.put(
        "META-INF/container.xml",
        """
        <?xml version="1.0"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
          <rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles>
        </container>
        """);
    files.put(
        "content.opf",
        """
        <?xml version="1.0"?>
        <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
          <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">sample</dc:identifier><dc:title>%s</dc:title><dc:language>en</dc:language>
          </metadata>
          <manifest><item id="c" href="chapter.xhtml" media-type="application/xhtml+xml"/></manifest>
          <spine><itemref idref="c"/></spine>
        </package>
        """
            .formatted(title));
    files.put(
        "chapter.xhtml",
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>c</title></head><body><h1>%s</h1><p>%s</p></body></html>"
            .formatted(chapterHeading, chapterText));
    return zip(files);
  }

  static byte[] zip(Map<String, String> files) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return zipOf(contents);
  }

  public static byte[] zipOf(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] bytes = file.getValue();
        ZipEntry entry = new ZipEntry(file.getKey());
        if (file.getKey().equals("mimetype")) {
          CRC32 check = new CRC32();
          check.update(bytes);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(bytes.length);
          entry.setCrc(check.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(bytes);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static PDDocument pdfDocument(String title, List<String> pages) throws IOException {
    PDDocument document = new PDDocument();
    document.getDocumentInformation().setTitle(title);
    for (String text : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
        content.newLineAtOffset(20, 700);
        content.showText(text);
        content.endText();
      }
    }
    return document;
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static XWPFStyle headingStyle() {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId("Heading1");
    style.addNewName().setVal("heading 1");
    return new XWPFStyle(style);
  }
}

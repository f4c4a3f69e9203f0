package io.retune.ingest.source.web.listing;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks at XML of strangers before a library reads it. */
final class PlainXml {
  /** A feed with XHTML in it has some dozens. Readers go down a level by a call. */
  private static final int MAX_DEPTH = 200;

  /** Elements and attributes. A feed has some dozens for each entry; a reader keeps all of them. */
  private static final int MAX_PARTS = 200_000;

  private PlainXml() {}

  /**
   * Returns where the text is XML without a document type, not too deep, and of not too many parts
   * to be kept in memory.
   *
   * @throws ListingUnreadable if not; says why
   */
  static void check(String text) throws ListingUnreadable {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      int depth = 0;
      int parts = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw new ListingUnreadable("it has a document type, which is not read");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          parts += 1 + reader.getAttributeCount() + reader.getNamespaceCount();
          if (++depth > MAX_DEPTH) {
            throw new ListingUnreadable("it is nested more than " + MAX_DEPTH + " levels deep");
          }
          if (parts > MAX_PARTS) {
            throw new ListingUnreadable(
                "it has more than " + MAX_PARTS + " elements and attributes");
          }
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
    } catch (XMLStreamException e) {
      throw new ListingUnreadable(
          "it is no XML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    }
  }
}

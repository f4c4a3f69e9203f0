package io.retune.ingest.node;

import io.retune.ingest.extract.DocumentExtractor;
import io.retune.ingest.extract.ExtractedDocument;
import io.retune.ingest.extract.ExtractorSettings;
import io.retune.ingest.extract.SourceDocument;
import io.retune.ingest.parse.DocumentRejected;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Makes the nodes of a document: a pure function of the document and the settings. Thread-safe.
 *
 * @param settings names all that decides texts and cuts: when it changes, documents are parsed
 *     again as they come in
 */
public record DocumentNodes(DocumentExtractor extractor, SplitRule splits, String settings) {
  /** Counts changes of parsing and cutting that change the nodes of a document. */
  private static final int REVISION = 1;

  /**
   * Each question is looked for in each node: more than these, in a document of the usual limits,
   * would take minutes.
   */
  private static final int MAX_QUESTIONS = 10_000;

  public DocumentNodes {
    Objects.requireNonNull(extractor, "extractor");
    Objects.requireNonNull(splits, "splits");
    Objects.requireNonNull(settings, "settings");
  }

  /** With the settings of this extractor. */
  public static DocumentNodes of(
      DocumentExtractor extractor, ExtractorSettings settings, SplitRule splits) {
    return new DocumentNodes(extractor, splits, REVISION + " " + settings);
  }

  /**
   * Parses the document.
   *
   * @throws DocumentRejected if the document cannot be parsed or brings too many questions
   */
  public NodeSequence of(EntryKey key, Document document) throws DocumentRejected {
    if (document.getQuestionsCount() > MAX_QUESTIONS) {
      throw new DocumentRejected(
          document.getQuestionsCount() + " questions, more than " + MAX_QUESTIONS);
    }
    ExtractedDocument extracted =
        extractor.extract(
            new SourceDocument(key.id(), document.getMediaType(), document.getContent()));
    return new NodeSequence(key, document, extracted, splits);
  }

  /** Equal for documents that give the same texts with the same questions. */
  public String contentHash(Document document) {
    ContentDigest digest =
        new ContentDigest()
            .field(settings)
            .field(splits.toString())
            .field(document.getMediaType())
            .field(document.getContent());
    document.getQuestionsList().forEach(question -> digest.field(question.toByteString()));
    return digest.hex();
  }

  /** Equal for documents of which the same was said; the time of the last change is not part. */
  public String descriptionHash(Document document) {
    ContentDigest digest =
        new ContentDigest()
            .field(document.getTitle())
            .field(document.getSourceUri())
            .field(document.getSplit().name());
    new TreeMap<>(document.getMetadataMap())
        .forEach((name, value) -> digest.field(name).field(value));
    return digest.hex();
  }

  /**
   * Equal for two nodes of one id if the later stages do the same with both: on the same side, with
   * the same questions. Position, page, section and title may differ.
   */
  public static long mark(Node node) {
    ContentDigest digest = new ContentDigest().field(node.getSplit().name());
    node.getQuestionsList().forEach(question -> digest.field(question.toByteString()));
    return digest.number();
  }
}

package io.retune.ingest.node;

import io.retune.ingest.chunk.Chunk;
import io.retune.ingest.extract.DocumentExtractor;
import io.retune.ingest.extract.ExtractedDocument;
import io.retune.ingest.extract.ExtractorSettings;
import io.retune.ingest.extract.SourceDocument;
import io.retune.ingest.parse.DocumentRejected;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Makes the nodes of a document: a pure function of the document and the settings. Thread-safe.
 *
 * @param settings names all that decides texts and cuts: when it changes, documents are parsed
 *     again as they come in
 */
public record DocumentNodes(DocumentExtractor extractor, SplitRule splits, String settings) {
  private static final Logger LOG = Logger.getLogger(DocumentNodes.class);

  /** Counts changes of parsing and cutting that change the nodes of a document. */
  private static final int REVISION = 1;

  /** The metadata of a node that says where its document came from. */
  private static final String SOURCE_URI = "source_uri";

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
   * In reading order, at least one; no id twice. Questions whose answer is in no node are logged.
   *
   * @throws DocumentRejected if the document cannot be parsed
   */
  public List<Node> of(EntryKey key, Document document) throws DocumentRejected {
    ExtractedDocument extracted =
        extractor.extract(
            new SourceDocument(key.id(), document.getMediaType(), document.getContent()));
    String title = title(key, document, extracted);
    NodeId ids = new NodeId(key.id());
    NodeQuestions questions = new NodeQuestions(document.getQuestionsList());
    List<Node> nodes = new ArrayList<>();
    for (Chunk chunk : extracted.chunks()) {
      String id = ids.next(chunk.text());
      Node.Builder node =
          Node.newBuilder()
              .setCollection(key.collection())
              .setNodeId(id)
              .setDocumentId(key.id())
              .setText(chunk.text())
              .setPosition(nodes.size())
              .setPage(chunk.page())
              .setSection(chunk.heading())
              .setTitle(title)
              .setSplit(splits.of(document.getSplit(), key.id(), id))
              .setTokens(chunk.tokens())
              .setLanguage(extracted.language())
              .putAllMetadata(document.getMetadataMap())
              .addAllQuestions(questions.answeredBy(chunk.text()));
      if (!document.getSourceUri().isEmpty()) {
        node.putMetadata(SOURCE_URI, document.getSourceUri());
      }
      nodes.add(node.build());
    }
    questions
        .unplaced()
        .forEach(id -> LOG.warnf("no node of %s has the answer to question %s", key, id));
    return nodes;
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

  private static String title(EntryKey key, Document document, ExtractedDocument extracted) {
    if (!document.getTitle().isBlank()) {
      return document.getTitle().strip();
    }
    return extracted.title().isEmpty()
        ? key.id().substring(key.id().lastIndexOf('/') + 1)
        : extracted.title();
  }
}

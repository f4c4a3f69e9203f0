package io.retune.ingest.node;

import io.retune.ingest.chunk.Chunk;
import io.retune.ingest.extract.ExtractedDocument;
import io.retune.ingest.parse.CopiedText;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The nodes of one document in reading order, at least one; no id twice. Each iteration makes them
 * anew, all equal to those before, because each carries a copy of the document's description and
 * all together may take more memory than there is. Not thread-safe.
 */
public final class NodeSequence implements Iterable<Node> {
  /** The metadata of a node that says where its document came from. */
  private static final String SOURCE_URI = "source_uri";

  private final EntryKey key;
  private final Document document;
  private final SplitRule splits;
  private final List<Chunk> chunks;
  private final NodeQuestions questions;
  private final Node common;

  NodeSequence(EntryKey key, Document document, ExtractedDocument extracted, SplitRule splits) {
    this.key = key;
    this.document = document.toBuilder().clearContent().build();
    this.splits = splits;
    this.chunks = extracted.chunks();
    this.questions = new NodeQuestions(document.getQuestionsList());
    this.common = common(key, document, extracted);
  }

  @Override
  public Iterator<Node> iterator() {
    NodeId ids = new NodeId(key.id());
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < chunks.size();
      }

      @Override
      public Node next() {
        Chunk chunk = chunks.get(next);
        return node(chunk, ids.next(chunk.text()), next++);
      }
    };
  }

  /** The ids of the questions that no node of the iterations so far has answered. */
  public Set<String> unplacedQuestions() {
    return questions.unplaced();
  }

  private Node node(Chunk chunk, String id, int position) {
    return common.toBuilder()
        .setNodeId(id)
        .setText(chunk.text())
        .setPosition(position)
        .setPage(chunk.page())
        .setSection(chunk.heading())
        .setSplit(splits.of(document.getSplit(), key.id(), id))
        .setTokens(chunk.tokens())
        .addAllQuestions(questions.answeredBy(chunk.text()))
        .build();
  }

  /** What all nodes have alike. */
  private static Node common(EntryKey key, Document document, ExtractedDocument extracted) {
    Node.Builder common =
        Node.newBuilder()
            .setCollection(key.collection())
            .setDocumentId(key.id())
            .setTitle(CopiedText.line(title(key, document, extracted)))
            .setLanguage(extracted.language());
    document
        .getMetadataMap()
        .forEach((name, value) -> common.putMetadata(name, CopiedText.value(value)));
    if (!document.getSourceUri().isEmpty()) {
      common.putMetadata(SOURCE_URI, CopiedText.value(document.getSourceUri()));
    }
    return common.build();
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

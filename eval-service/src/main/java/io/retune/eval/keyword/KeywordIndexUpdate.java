package io.retune.eval.keyword;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Compares an index with its corpus, both in the order of ids, and writes what is different.
 * Without {@link #finish} nothing has changed. Not thread-safe.
 */
public final class KeywordIndexUpdate implements AutoCloseable {
  /** How often which words stand there is all that BM25 asks. */
  private static final FieldType WORDS = words();

  /** Who wants to read what was committed. */
  @FunctionalInterface
  interface Committed {
    void read() throws IOException;
  }

  private final IndexWriter writer;
  private final TermsEnum indexed;
  private final Committed committed;
  private final Map<String, String> form;
  private BytesRef next;
  private BytesRef last;

  KeywordIndexUpdate(
      IndexWriter writer, TermsEnum indexed, Committed committed, Map<String, String> form)
      throws IOException {
    this.writer = writer;
    this.indexed = indexed;
    this.committed = committed;
    this.form = form;
    this.next = indexed.next();
  }

  /**
   * The next node of the corpus, which is indexed if it is not yet. Nodes of the index before it
   * that did not come are deleted.
   *
   * @throws IllegalArgumentException if it does not come after the one before, in the order of the
   *     ids' UTF-8 bytes, or the id is longer than an index takes
   */
  public void add(String nodeId, String text) throws IOException {
    BytesRef term = IndexedText.of(nodeId, text);
    if (!isIndexed(term)) {
      Document document = new Document();
      document.add(new StringField(KeywordIndex.NODE, term, Field.Store.NO));
      document.add(new Field(KeywordIndex.TEXT, text, WORDS));
      writer.addDocument(document);
    }
  }

  /** As {@link #add}, for a node that is not to be indexed by this update: it may stay. */
  public void keep(String nodeId, String text) throws IOException {
    isIndexed(IndexedText.of(nodeId, text));
  }

  /** The corpus has no more nodes. Takes what was deleted out of the files, and commits. */
  public void finish() throws IOException {
    while (next != null) {
      delete();
    }
    if (writer.hasUncommittedChanges()) {
      writer.forceMergeDeletes(true);
      writer.setLiveCommitData(form.entrySet());
      writer.commit();
      committed.read();
      // The files that a reader had open are gone only now.
      writer.deleteUnusedFiles();
    }
  }

  @Override
  public void close() throws IOException {
    writer.rollback();
  }

  private boolean isIndexed(BytesRef term) throws IOException {
    if (last != null && term.compareTo(last) <= 0) {
      throw new IllegalArgumentException("nodes must come in the order of their ids");
    }
    last = term;
    while (next != null && next.compareTo(term) < 0) {
      delete();
    }
    boolean equal = next != null && next.equals(term);
    if (equal) {
      next = indexed.next();
    }
    return equal;
  }

  private void delete() throws IOException {
    writer.deleteDocuments(new Term(KeywordIndex.NODE, BytesRef.deepCopyOf(next)));
    next = indexed.next();
  }

  private static FieldType words() {
    FieldType words = new FieldType();
    words.setTokenized(true);
    words.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    words.freeze();
    return words;
  }
}

package io.retune.ingest.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  /** As Debezium's documentation has it, of a table with a text. */
  private static final String SOURCE =
      """
      {"version": "3.6.1.Final", "connector": "postgresql", "name": "shop", "ts_ms": 1559033904863,
       "snapshot": "false", "db": "shop", "schema": "public", "table": "pages", "lsn": 24023128}""";

  private final RecordReader reader =
      new RecordReader(mapping(List.of("id"), List.of("lang"), Optional.empty()));

  @Test
  void aRowIsADocument() throws Exception {
    // Given
    String row =
        """
        {"id": 7, "text": "Refunds take ten days.", "title": "Refunds", "url": "https://example.org/7",
         "lang": "en", "more": [1, 2],
         "questions": [{"question": "How long does a refund take?", "answer": "ten days"}]}""";

    // When
    List<DocumentChange> changes = reader.read(null, bytes(row));

    // Then
    Document document = only(changes, "default/7");
    assertThat(document.getContent().toStringUtf8()).isEqualTo("Refunds take ten days.");
    assertThat(document.getMediaType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(document.getTitle()).isEqualTo("Refunds");
    assertThat(document.getSourceUri()).isEqualTo("https://example.org/7");
    assertThat(document.getSplit()).isEqualTo(Split.SPLIT_TRAIN);
    assertThat(document.getMetadataMap()).containsOnlyKeys("lang");
    AnsweredQuestion question = document.getQuestions(0);
    assertThat(question.getAnswer()).isEqualTo("ten days");
    assertThat(question.getQuestion().getOrigin()).isEqualTo(Origin.ORIGIN_HUMAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\": {\"type\": \"struct\"}, \"payload\": {\"id\": \"7\", \"text\": \"A text.\"}}",
        "{\"before\": null, \"after\": {\"id\": 7, \"text\": \"A text.\"}, \"source\": SOURCE, \"op\": \"c\", \"ts_ms\": 1}",
        "{\"before\": null, \"after\": {\"id\": 7, \"text\": \"A text.\"}, \"source\": SOURCE, \"op\": \"r\", \"ts_ms\": 1}",
        "{\"before\": {\"id\": 7, \"text\": null}, \"after\": {\"id\": 7, \"text\": \"A text.\"}, \"source\": SOURCE, \"op\": \"u\", \"ts_ms\": 1}",
        "{\"schema\": {}, \"payload\": {\"before\": null, \"after\": {\"id\": 7, \"text\": \"A text.\"}, \"source\": SOURCE, \"op\": \"c\"}}",
        "{\"id\": 7, \"text\": \"A text.\", \"__deleted\": \"false\", \"op\": \"sold\"}"
      })
  void findsTheRowInEveryFormThatConnectAndDebeziumWrite(String value) throws Exception {
    // Given
    byte[] record = bytes(value.replace("SOURCE", SOURCE));

    // When
    List<DocumentChange> changes = reader.read("{\"id\": 7}", record);

    // Then
    assertThat(only(changes, "default/7").getContent().toStringUtf8()).isEqualTo("A text.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      nullValues = "none",
      value = {
        "{\"id\": 7} | none",
        "{\"schema\": {\"type\": \"struct\"}, \"payload\": {\"id\": 7}} | none",
        "{\"schema\": {\"type\": \"int32\"}, \"payload\": 7} | none",
        "7 | none",
        "\"7\" | none",
        "{\"id\": 7} | null",
        "{\"id\": 7} | {\"schema\": null, \"payload\": null}",
        "none | {\"before\": {\"id\": 7, \"text\": null}, \"after\": null, \"source\": {}, \"op\": \"d\"}",
        "{\"id\": 7} | {\"before\": null, \"after\": null, \"source\": {}, \"op\": \"d\"}",
        "none | {\"id\": 7, \"text\": \"A text.\", \"__deleted\": \"true\"}",
        "none | {\"id\": 7, \"text\": null, \"__deleted\": true}"
      })
  void deletesInEveryFormThatConnectAndDebeziumWrite(String key, String value) throws Exception {
    // Given
    byte[] record = value == null ? null : bytes(value);

    // When
    List<DocumentChange> changes = reader.read(key, record);

    // Then
    assertThat(changes).containsExactly(DocumentChange.deleted(new EntryKey("default", "7")));
  }

  @Test
  void aRowThatGetsAnotherNameIsDeletedUnderTheFormer() throws Exception {
    // Given
    String value =
        "{\"before\": {\"id\": 7, \"text\": \"A text.\"}, \"after\": {\"id\": 8, \"text\": \"A text.\"}, \"source\": {}, \"op\": \"u\"}";

    // When
    List<DocumentChange> changes = reader.read("8", bytes(value));

    // Then
    assertThat(changes)
        .extracting(change -> change.key() + " " + change.document().isPresent())
        .containsExactly("default/7 false", "default/8 true");
  }

  @Test
  void severalFieldsNameADocumentAndOneItsCollection() throws Exception {
    // Given
    RecordReader many =
        new RecordReader(mapping(List.of("shop", "key.id"), List.of(), Optional.of("tenant")));

    // When
    List<DocumentChange> put =
        many.read(
            null,
            bytes(
                "{\"shop\": \"a\", \"key\": {\"id\": 7}, \"tenant\": \"acme\", \"text\": \"A text.\"}"));
    List<DocumentChange> deleted =
        many.read("{\"shop\": \"a\", \"key.id\": 7, \"tenant\": \"acme\"}", null);

    // Then
    assertThat(put).extracting(DocumentChange::key).containsExactly(new EntryKey("acme", "a/7"));
    assertThat(deleted).containsExactly(DocumentChange.deleted(new EntryKey("acme", "a/7")));
  }

  @Test
  void aTextAloneIsNamedByItsKeyOrByItsHash() throws Exception {
    // Given
    byte[] line = bytes("{\"schema\": {\"type\": \"string\"}, \"payload\": \"A line.\"}");

    // When
    List<DocumentChange> named = reader.read("line-1", line);
    List<DocumentChange> unnamed = reader.read(null, line);
    List<DocumentChange> again = reader.read(null, bytes("\"A line.\""));

    // Then
    assertThat(only(named, "default/line-1").getContent().toStringUtf8()).isEqualTo("A line.");
    assertThat(unnamed).isEqualTo(again);
    assertThat(unnamed.get(0).key().id()).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      nullValues = "none",
      value = {
        "none | {\"text\": \"A text.\"} | no field 'id'",
        "none | {\"id\": 7} | no field 'text'",
        "none | {\"id\": 7, \"text\": null} | no field 'text'",
        "none | {\"id\": 7, \"text\": \" \"} | field 'text' is empty",
        "none | {\"id\": 7, \"text\": {\"a\": 1}} | field 'text' is no text",
        "none | {\"id\": 7, \"text\": \"__debezium_unavailable_value\"} | field 'text' is Debezium's placeholder for a value that has not changed: its table needs REPLICA IDENTITY FULL",
        "none | {\"id\": 7, \"text\": \"A text.\", \"questions\": \"none\"} | field 'questions' is no JSON: ",
        "none | {\"id\": 7, \"text\": \"A text.\", \"questions\": 7} | field 'questions' is no list",
        "none | {\"id\": 7, \"text\": \"A text.\", \"questions\": [{\"question\": \"Why?\"}]} | field 'questions': no field 'answer'",
        "none | {\"before\": null, \"source\": {}, \"op\": \"t\"} | op 't' names no row",
        "none | {\"after\": null, \"source\": {}, \"op\": \"c\"} | no field 'after'",
        "none | {\"id\": 7 | the value is no JSON: Unexpected end-of-input",
        "none | {\"id\": 7} {} | the value is no JSON: Trailing token",
        "none | 7 | the value is neither an object nor a text",
        "none | [] | the value is neither an object nor a text",
        "none | none | a deletion without a key names no document",
        "{\"number\": 7} | none | a deletion's key: no field 'id'"
      })
  void saysWhatIsMissing(String key, String value, String reason) {
    // Given
    byte[] record = value == null ? null : bytes(value);

    // When, then
    assertThatThrownBy(() -> reader.read(key, record))
        .isInstanceOf(RecordUnreadable.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      nullValues = "none",
      value = {
        "none | {\"id\": 7} | default/7",
        "none | {\"id\": 7, \"text\": \"A text.\", \"questions\": 7} | default/7",
        "none | {\"before\": {\"id\": 7}, \"after\": null, \"source\": {}, \"op\": \"d\"} | default/7",
        "{\"id\": 7} | {\"text\": \"A text.\"} | default/7",
        "7 | {\"id\": 8 | default/7",
        "none | {\"text\": \"A text.\"} | none",
        "none | none | none"
      })
  void tellsWhichDocumentARecordIsAboutThatNothingCanBeMadeOf(
      String key, String value, String document) {
    // Given
    byte[] record = value == null ? null : bytes(value);

    // When
    Optional<EntryKey> about = reader.document(key, record);

    // Then
    assertThat(about.map(EntryKey::toString)).isEqualTo(Optional.ofNullable(document));
  }

  @Test
  void tellsWhatASchemaRegistrysClientWrote() {
    // Given
    byte[] avro = {0, 0, 0, 0, 42, 2, 14};

    // When, then
    assertThatThrownBy(() -> reader.read("7", avro))
        .hasMessage(
            "the value begins with a schema registry's magic byte and schema 42: let the connector write it with JsonConverter");
    assertThatThrownBy(() -> reader.read("\0\0\0\0*", null))
        .hasMessage(
            "the key begins with a schema registry's magic byte: let the connector write it with JsonConverter");
  }

  @Test
  void aCollectionThatNoneCanHaveIsRefused() {
    // Given
    RecordReader named = new RecordReader(mapping(List.of("id"), List.of(), Optional.of("tenant")));

    // When, then
    assertThatThrownBy(
            () ->
                named.read(
                    null, bytes("{\"id\": 7, \"text\": \"A text.\", \"tenant\": \"No Name\"}")))
        .isInstanceOf(RecordUnreadable.class)
        .hasMessageContaining("No Name");
  }

  private static RowMapping mapping(
      List<String> id, List<String> metadata, Optional<String> collectionField) {
    return new RowMapping(
        id,
        "text",
        "text/plain",
        "title",
        "url",
        "questions",
        metadata,
        "default",
        collectionField,
        Split.SPLIT_TRAIN);
  }

  private static Document only(List<DocumentChange> changes, String key) {
    assertThat(changes).extracting(change -> change.key().toString()).containsExactly(key);
    return changes.get(0).document().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

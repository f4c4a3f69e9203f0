package io.retune.schemas.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.schemas.CollectionName;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Records of the topic {@code feedback}: a query or an event of UBI in JSON, with its collection in
 * a header, so that the JSON stays as it is. Keyed by the id of the search.
 */
public final class FeedbackRecord {
  /** The header with the name of the collection; those that lack it are of one that is set. */
  public static final String COLLECTION_HEADER = "retune-collection";

  private FeedbackRecord() {}

  /** A search, for the topic. */
  public static ProducerRecord<String, byte[]> of(
      TopicNames names, String collection, UbiQuery query) {
    return of(names, collection, query.queryId(), query.json());
  }

  /** What a user did with a hit, for the topic. */
  public static ProducerRecord<String, byte[]> of(
      TopicNames names, String collection, UbiEvent event) {
    return of(names, collection, event.queryId(), event.json());
  }

  /**
   * A query or event as an application wrote it.
   *
   * @param queryId the search that it belongs to
   * @throws IllegalArgumentException if the collection has no valid name
   */
  public static ProducerRecord<String, byte[]> of(
      TopicNames names, String collection, String queryId, JsonNode json) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            names.of(Topics.FEEDBACK), queryId, json.toString().getBytes(StandardCharsets.UTF_8));
    stamp(record.headers(), collection);
    return record;
  }

  /** Says in a record's headers which collection it is of, and that it is JSON. */
  public static void stamp(Headers headers, String collection) {
    CollectionName.check(collection);
    set(headers, COLLECTION_HEADER, collection);
    set(headers, "content-type", "application/json");
  }

  /** The collection that a record's headers name. */
  public static Optional<String> collection(Headers headers) {
    return Optional.ofNullable(headers.lastHeader(COLLECTION_HEADER))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

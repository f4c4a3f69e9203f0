package io.retune.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;

/**
 * The CloudEvents 1.0 attributes of a record, in Kafka's binary mode.
 *
 * @param type what happened: the message's full name
 * @param source who says so: {@code /retune/<service>}
 */
public record CloudEvent(String type, String source) {
  public CloudEvent {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
  }

  /** The event of a service's record on a topic. */
  public static CloudEvent of(Topic<?> topic, String service) {
    return new CloudEvent(topic.messageType(), "/retune/" + service);
  }

  /**
   * The id of the event of a record, unique with the source: {@code topic/key#origin}.
   *
   * @param key of the record
   * @param origin what tells this record from others of the key, and is equal when it is sent
   *     again: the {@link #position} of the record that it was made from, a hash of its content, or
   *     a random number that was drawn once. Without {@code #}.
   */
  public static String id(Topic<?> topic, String key, String origin) {
    Objects.requireNonNull(key, "key");
    if (origin.isBlank() || origin.indexOf('#') >= 0) {
      throw new IllegalArgumentException("the origin of an event is not '" + origin + "'");
    }
    return topic.name() + '/' + key + '#' + origin;
  }

  /**
   * Where a record is in its topic, as the origin of an {@link #id}.
   *
   * @param topic as the cluster knows it, with a deployment's prefix
   */
  public static String position(String topic, int partition, long offset) {
    return topic + '-' + partition + '-' + offset;
  }

  /**
   * Sets the attributes, in place of those of an earlier stage. Other headers, W3C {@code
   * traceparent} among them, stay.
   *
   * @param id as {@link #id} makes it
   */
  public void stamp(Headers headers, String id, Instant time) {
    set(headers, "ce_specversion", "1.0");
    set(headers, "ce_id", id);
    set(headers, "ce_type", type);
    set(headers, "ce_source", source);
    set(headers, "ce_time", time.toString());
    set(headers, "content-type", "application/protobuf");
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

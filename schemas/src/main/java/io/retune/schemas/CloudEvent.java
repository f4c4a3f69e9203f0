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
   * Sets the attributes, in place of those of an earlier stage. Other headers, W3C {@code
   * traceparent} among them, stay.
   *
   * @param id unique with the source: equal for a record that is sent again
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

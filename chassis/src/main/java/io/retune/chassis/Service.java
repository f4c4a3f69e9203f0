package io.retune.chassis;

import io.retune.schemas.CloudEvent;
import io.retune.schemas.Topic;
import java.util.List;
import java.util.Objects;

/**
 * Which service this process is. Each service produces one as a bean.
 *
 * @param name as in the names of its dead-letter topics, such as {@code ingest}
 * @param inputs the topics it reads, each of which gets a topic for dead letters
 */
public record Service(String name, List<Topic<?>> inputs) {
  public Service {
    Objects.requireNonNull(name, "name");
    inputs = List.copyOf(inputs);
  }

  /** The CloudEvents attributes of a record that this service writes to a topic. */
  public CloudEvent event(Topic<?> topic) {
    return CloudEvent.of(topic, name);
  }
}

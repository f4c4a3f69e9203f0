package io.retune.chassis.streams;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.kafka.client.serialization.ObjectMapperSerde;
import io.quarkus.kafka.client.serialization.ObjectMapperSerializer;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * State as JSON, so that a person can read the changelog. A record's components are the keys, as
 * they are written in Java: changelogs are older than the code that reads them.
 */
public final class StateJson {
  private StateJson() {}

  /** Null, a tombstone, stays null both ways. */
  public static <T> Serde<T> serde(Class<T> type) {
    Serde<T> serde =
        new ObjectMapperSerde<>(
            type,
            JsonMapper.builder()
                // What a state computes is not part of it.
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                // So that an older version can go on from what a newer one wrote.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    serde.serializer().configure(Map.of(ObjectMapperSerializer.NULL_AS_NULL_CONFIG, "true"), false);
    return serde;
  }
}

package io.retune.eval.gate;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retune.schemas.v1.Decision;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** The state of a collection as JSON, so that a person can read the changelog. */
public final class GateStateSerde implements Serde<GateState> {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .addMixIn(Decision.Evidence.class, StoredEvidence.class)
          // So that an older version can go on from what a newer one wrote.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @Override
  public Serializer<GateState> serializer() {
    return (topic, state) -> {
      try {
        return state == null ? null : mapper.writeValueAsBytes(state);
      } catch (JsonProcessingException e) {
        throw new SerializationException(e);
      }
    };
  }

  @Override
  public Deserializer<GateState> deserializer() {
    return (topic, bytes) -> {
      try {
        return bytes == null ? null : mapper.readValue(bytes, GateState.class);
      } catch (IOException e) {
        throw new SerializationException(e);
      }
    };
  }
}

package io.retune.trainer.train.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** The state of a collection as JSON, so that a person can read the changelog. */
final class TrainingStateSerde implements Serde<TrainingState> {

  private final ObjectMapper mapper =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Override
  public Serializer<TrainingState> serializer() {
    return (topic, state) -> {
      try {
        return state == null ? null : mapper.writeValueAsBytes(state);
      } catch (JsonProcessingException e) {
        throw new SerializationException(e);
      }
    };
  }

  @Override
  public Deserializer<TrainingState> deserializer() {
    return (topic, bytes) -> {
      try {
        return bytes == null ? null : mapper.readValue(bytes, TrainingState.class);
      } catch (IOException e) {
        throw new SerializationException(e);
      }
    };
  }
}

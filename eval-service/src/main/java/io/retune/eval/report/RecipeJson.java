package io.retune.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.retune.schemas.v1.Recipe;
import java.util.Map;

/** A recipe as JSON: the fields of the message, under their names there. */
final class RecipeJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecipeJson() {}

  static Map<String, Object> of(Recipe recipe) {
    try {
      String json = JsonFormat.printer().preservingProtoFieldNames().print(recipe);
      return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new IllegalStateException("a recipe is always JSON", e);
    }
  }
}

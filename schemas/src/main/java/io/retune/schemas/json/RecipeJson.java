package io.retune.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.retune.schemas.v1.Recipe;
import java.util.Map;

/**
 * A recipe as JSON: the fields of the message under their names there, those of zero too. Numbers
 * of 64 bits are text, as in all JSON of Protobuf.
 */
public final class RecipeJson {
  private RecipeJson() {}

  /** Empty for the recipe of an adapter that was trained elsewhere. */
  public static Map<String, Object> of(Recipe recipe) {
    if (recipe.equals(Recipe.getDefaultInstance())) {
      return Map.of();
    }
    try {
      String json =
          JsonFormat.printer()
              .preservingProtoFieldNames()
              .alwaysPrintFieldsWithNoPresence()
              .print(recipe);
      return ContractJson.mapper().readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new IllegalStateException("a recipe is always JSON", e);
    }
  }
}

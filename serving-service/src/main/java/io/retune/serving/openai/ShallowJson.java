package io.retune.serving.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/**
 * Reads any JSON, but keeps no more of it than a right request needs: a single value, or a list of
 * texts up to the first element that is none, and one text more than a request may have. A body of
 * millions of token ids so costs no memory before it is refused.
 */
final class ShallowJson extends StdDeserializer<JsonNode> {
  private static final long serialVersionUID = 1L;

  ShallowJson() {
    super(JsonNode.class);
  }

  @Override
  public JsonNode deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return parser.hasToken(JsonToken.START_ARRAY) ? list(parser, context) : single(parser, context);
  }

  private static ArrayNode list(JsonParser parser, DeserializationContext context)
      throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    boolean wanted = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (wanted) {
        wanted =
            parser.hasToken(JsonToken.VALUE_STRING) && list.size() < EmbeddingsRequest.MOST_TEXTS;
        list.add(single(parser, context));
      } else {
        parser.skipChildren();
      }
    }
    return list;
  }

  /** A value as it is; of a list or an object only that it is one. */
  private static JsonNode single(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.hasToken(JsonToken.START_ARRAY)) {
      parser.skipChildren();
      return JsonNodeFactory.instance.arrayNode();
    }
    if (parser.hasToken(JsonToken.START_OBJECT)) {
      parser.skipChildren();
      return JsonNodeFactory.instance.objectNode();
    }
    return context.readTree(parser);
  }
}

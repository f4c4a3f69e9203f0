package io.retune.serving.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.serving.model.ModelName;
import io.retune.serving.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for embeddings whose fields make sense.
 *
 * @param model as it was named
 * @param side of the texts
 * @param texts 1 to 2,048, none of them empty
 */
record EmbeddingsRequest(ModelName model, Side side, List<String> texts, Encoding encoding) {
  static final int MOST_TEXTS = 2048;

  private static final String MODEL = "model";
  private static final String INPUT = "input";
  private static final String INPUT_TYPE = "input_type";
  private static final String INVALID = "invalid_value";

  /** The words of OpenAI-compatible servers, and of Cohere, Voyage and NVIDIA. */
  private static final Map<String, Side> SIDES =
      Map.of(
          "query", Side.QUERY,
          "search_query", Side.QUERY,
          "document", Side.DOCUMENT,
          "search_document", Side.DOCUMENT,
          "passage", Side.DOCUMENT);

  EmbeddingsRequest {
    texts = List.copyOf(texts);
  }

  /**
   * Reads a request.
   *
   * @param dimension of the base model
   * @param unsaid the side where the request does not say it
   * @throws io.quarkiverse.resteasy.problem.HttpProblem if a field is missing or wrong
   */
  static EmbeddingsRequest read(EmbeddingsBody body, int dimension, Optional<Side> unsaid) {
    if (body == null) {
      throw RequestProblem.badRequest(INPUT, INVALID, "the request has no body");
    }
    ModelName model = model(body.model());
    Side side = side(model, inputType(body.inputType()), unsaid);
    checkDimensions(body.dimensions(), dimension);
    return new EmbeddingsRequest(model, side, texts(body.input()), encoding(body.encodingFormat()));
  }

  private static ModelName model(JsonNode model) {
    if (isAbsent(model) || !model.isTextual() || model.asText().isEmpty()) {
      throw RequestProblem.badRequest(MODEL, "model_missing", "the request names no model");
    }
    return ModelNames.read(model.asText());
  }

  private static Optional<Side> inputType(JsonNode type) {
    if (isAbsent(type)) {
      return Optional.empty();
    }
    Side side = SIDES.get(type.asText());
    if (side == null) {
      throw RequestProblem.badRequest(
          INPUT_TYPE,
          INVALID,
          "input_type is query, search_query, document, search_document or passage");
    }
    return Optional.of(side);
  }

  private static Side side(ModelName model, Optional<Side> inputType, Optional<Side> unsaid) {
    if (model.side().isPresent() && inputType.isPresent() && !model.side().equals(inputType)) {
      throw RequestProblem.badRequest(
          INPUT_TYPE, INVALID, "input_type says another side than the model '" + model + "'");
    }
    return model
        .side()
        .or(() -> inputType)
        .or(() -> unsaid)
        .orElseThrow(
            () ->
                RequestProblem.badRequest(
                    MODEL,
                    "side_missing",
                    ("queries go through the adapter and documents do not, so the request has to"
                            + " say which these are: model '%1$s-query' or '%1$s-document', or the"
                            + " field input_type")
                        .formatted(model)));
  }

  private static void checkDimensions(JsonNode dimensions, int dimension) {
    if (!isAbsent(dimensions)
        && !(dimensions.isIntegralNumber()
            && dimensions.canConvertToInt()
            && dimensions.asInt() == dimension)) {
      throw RequestProblem.badRequest(
          "dimensions",
          INVALID,
          "the base model has %d dimensions, and vectors cannot be made of others"
              .formatted(dimension));
    }
  }

  private static Encoding encoding(JsonNode format) {
    if (isAbsent(format)) {
      return Encoding.FLOAT;
    }
    return switch (format.asText()) {
      case "float" -> Encoding.FLOAT;
      case "base64" -> Encoding.BASE64;
      default ->
          throw RequestProblem.badRequest(
              "encoding_format", INVALID, "encoding_format is float or base64");
    };
  }

  private static List<String> texts(JsonNode input) {
    if (isAbsent(input)) {
      throw RequestProblem.badRequest(INPUT, INVALID, "the request has no input");
    }
    if (input.isTextual()) {
      return List.of(text(input, INPUT));
    }
    if (!input.isArray() || input.isEmpty()) {
      throw RequestProblem.badRequest(
          INPUT, INVALID, "input is a text or a list of 1 to %,d texts".formatted(MOST_TEXTS));
    }
    // A list of numbers is one text by its tokens, and may be longer than a list of texts.
    if (input.get(0).isNumber() || input.get(0).isArray()) {
      throw RequestProblem.badRequest(
          INPUT,
          "token_ids_not_supported",
          "input is token ids, which belong to the tokenizers of OpenAI's models; send texts"
              + " (LangChain's OpenAIEmbeddings: check_embedding_ctx_length=False)");
    }
    if (input.size() > MOST_TEXTS) {
      throw RequestProblem.badRequest(
          INPUT,
          INVALID,
          "input has more than the %,d texts that a request may have".formatted(MOST_TEXTS));
    }
    List<String> texts = new ArrayList<>(input.size());
    for (int index = 0; index < input.size(); index++) {
      texts.add(text(input.get(index), "input[" + index + "]"));
    }
    return texts;
  }

  private static String text(JsonNode node, String place) {
    if (!node.isTextual()) {
      throw RequestProblem.badRequest(INPUT, INVALID, place + " is not a text");
    }
    String text = node.asText();
    if (text.isEmpty()) {
      throw RequestProblem.badRequest(INPUT, INVALID, place + " is an empty text");
    }
    if (!isWellFormed(text)) {
      throw RequestProblem.badRequest(
          INPUT, INVALID, place + " holds half of a surrogate pair, which is no character");
    }
    return text;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private static boolean isAbsent(JsonNode node) {
    return node == null || node.isNull();
  }
}

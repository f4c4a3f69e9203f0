package io.retune.serving.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request for embeddings, as it came. Every field is taken as any JSON, so that a wrong one is
 * answered with its own error. Fields that are not here are ignored, as OpenAI's clients expect.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(description = "A request for embeddings")
public record EmbeddingsBody(
    @Schema(
            implementation = String.class,
            required = true,
            examples = "default-query",
            description =
                "COLLECTION[@VERSION][-query|-document]; the version is a number or base, and what"
                    + " is released when absent")
        @JsonDeserialize(using = ShallowJson.class)
        JsonNode model,
    @Schema(
            oneOf = {String.class, String[].class},
            required = true,
            description = "A text, or 1 to 2,048 texts; none is empty")
        @JsonDeserialize(using = ShallowJson.class)
        JsonNode input,
    @Schema(implementation = String.class, description = "float (when absent) or base64")
        @JsonDeserialize(using = ShallowJson.class)
        JsonNode encodingFormat,
    @Schema(implementation = Integer.class, description = "The base model's own, or absent")
        @JsonDeserialize(using = ShallowJson.class)
        JsonNode dimensions,
    @Schema(
            implementation = String.class,
            description =
                "Which side the texts are on, where the model's name does not say it: query or"
                    + " search_query, document, search_document or passage")
        @JsonDeserialize(using = ShallowJson.class)
        JsonNode inputType) {}

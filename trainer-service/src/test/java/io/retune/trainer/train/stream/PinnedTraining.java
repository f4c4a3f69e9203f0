package io.retune.trainer.train.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Lineage;
import io.retune.trainer.train.MachineKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a training gave when it was pinned, as a JSON file beside this class.
 *
 * @param facts all but the weights: the recipe's bytes, the hash of the examples, the blend, the
 *     counts
 * @param machine the kind of machine whose bits the weights are
 * @param weights the adapter as a safetensors file
 */
record PinnedTraining(JsonNode facts, String machine, byte[] weights) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static PinnedTraining read(String name) throws IOException {
    try (InputStream file = PinnedTraining.class.getResourceAsStream(name + ".json")) {
      JsonNode json = MAPPER.readTree(file);
      return new PinnedTraining(
          json.required("facts"),
          json.required("machine").textValue(),
          json.required("weights").binaryValue());
    }
  }

  static PinnedTraining of(AdapterCheckpoint checkpoint) throws IOException {
    Lineage lineage = checkpoint.getLineage();
    ObjectNode facts = MAPPER.createObjectNode();
    facts.put("recipe", HexFormat.of().formatHex(checkpoint.getRecipe().toByteArray()));
    facts.put("examples_sha256", lineage.getExamplesSha256());
    facts.put("weights_sha256", checkpoint.getWeightsSha256());
    facts.put("alpha", lineage.getAlpha());
    facts.put("alpha_questions", lineage.getAlphaQuestions());
    facts.put("nodes", lineage.getNodes());
    facts.put("training_nodes", lineage.getTrainingNodes());
    ObjectNode questions = facts.putObject("questions");
    lineage.getQuestionsList().forEach(count -> questions.put(count.getOrigin(), count.getCount()));
    ObjectNode dropped = facts.putObject("dropped_questions");
    lineage
        .getDroppedQuestionsList()
        .forEach(count -> dropped.put(count.getOrigin(), count.getCount()));
    // Once through text, so that numbers compare as they are written.
    return new PinnedTraining(
        MAPPER.readTree(facts.toString()),
        MachineKind.here(),
        checkpoint.getWeights().toByteArray());
  }

  /** For whoever means to change the weights. */
  void write(Path file) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("machine", machine);
    json.set("facts", facts);
    json.put("weights", Base64.getEncoder().encodeToString(weights));
    Files.createDirectories(file.getParent());
    MAPPER.writeValue(file.toFile(), json);
  }
}

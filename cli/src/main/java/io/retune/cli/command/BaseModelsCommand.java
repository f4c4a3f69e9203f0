package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.cluster.TopicScan;
import io.retune.cli.output.TextTable;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModelState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retune base-models}: which base models there are, and whether one has changed. */
@Command(
    name = "base-models",
    description = {
      "Lists the base models that the trainer has embedded with, and whether one answers otherwise"
          + " than it did. Nothing of a changed one is released until somebody decides.",
      "If the change does not matter, --accept goes on with the model as it is now. If it does,"
          + " restore the old one, or give the trainer and serving the next number in"
          + " retune.embedding.openai.generation: then everything is embedded again."
    })
final class BaseModelsCommand implements Callable<Integer> {
  private static final int SHORT = 16;

  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;

  @Option(
      names = "--accept",
      paramLabel = "FINGERPRINT",
      description = "Go on with this base model as it answers now; the first characters will do.")
  private String accepted;

  @Override
  public Integer call() {
    Map<String, BaseModelState> states =
        new TopicScan(common.cluster(), common.progress()).latest(Topics.BASE_MODELS, key -> true);
    Console console = Console.of(command.commandLine());
    if (accepted != null) {
      BaseModelState state = changed(states);
      accept(state);
      console.line(
          "base model %s (%s) is accepted as it answers now; versions of it may be released again",
          state.getBaseModel().getName(), shortened(state));
    } else if (common.json()) {
      console.json(json(states));
    } else if (states.isEmpty()) {
      console.line("no base models yet");
    } else {
      TextTable table =
          new TextTable("base model", "fingerprint", "dimension", "as it is since", "changed");
      states
          .values()
          .forEach(
              state ->
                  table.row(
                      state.getBaseModel().getName(),
                      shortened(state),
                      state.getBaseModel().getDimension(),
                      InstantCodec.decode(state.getSince()),
                      inWords(state)));
      console.table(table);
    }
    return 0;
  }

  private BaseModelState changed(Map<String, BaseModelState> states) {
    List<BaseModelState> meant =
        states.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(accepted))
            .map(Map.Entry::getValue)
            .toList();
    if (meant.size() != 1) {
      throw new CommandFailure(
          "%d base models have a fingerprint that begins with %s; list them with: retune base-models"
              .formatted(meant.size(), accepted));
    }
    if (!meant.get(0).hasChange()) {
      throw new CommandFailure(
          "base model %s has not changed: there is nothing to accept"
              .formatted(meant.get(0).getBaseModel().getName()));
    }
    return meant.get(0);
  }

  private void accept(BaseModelState state) {
    try (RecordWriter writer = common.cluster().writer()) {
      writer.write(
          Topics.BASE_MODELS,
          state.getBaseModel().getFingerprint(),
          state.toBuilder()
              .clearVectors()
              .addAllVectors(state.getChange().getVectorsList())
              .setSince(InstantCodec.encode(Instant.now()))
              .clearChange()
              .build());
      writer.flush();
    }
  }

  private static ArrayNode json(Map<String, BaseModelState> states) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    states.forEach(
        (fingerprint, state) -> {
          ObjectNode one =
              array
                  .addObject()
                  .put("name", state.getBaseModel().getName())
                  .put("fingerprint", fingerprint)
                  .put("dimension", state.getBaseModel().getDimension())
                  .put("since", InstantCodec.decode(state.getSince()).toString());
          if (state.hasChange()) {
            one.putObject("change")
                .put("seen_at", InstantCodec.decode(state.getChange().getSeenAt()).toString())
                .put("distance", state.getChange().getDistance());
          } else {
            one.putNull("change");
          }
        });
    return array;
  }

  private static String shortened(BaseModelState state) {
    String fingerprint = state.getBaseModel().getFingerprint();
    return fingerprint.substring(0, Math.min(SHORT, fingerprint.length()));
  }

  private static String inWords(BaseModelState state) {
    return state.hasChange()
        ? String.format(
            Locale.ROOT,
            "%s, cosine distance up to %.4f",
            InstantCodec.decode(state.getChange().getSeenAt()),
            state.getChange().getDistance())
        : "no";
  }
}

package io.retune.cli.vectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.retune.cli.CommandFailure;
import io.retune.schemas.CollectionName;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * A file of JSON lines, a node each with its vector, read line by line, so that it may be of any
 * size.
 *
 * @param source where it came from, such as a file name
 * @param split of nodes that do not say
 * @param baseModelName what the vectors were made with, for people
 * @param fingerprint of the base model; made of its name and the dimension where it is absent
 */
public record VectorFile(
    String collection,
    String source,
    Split split,
    String baseModelName,
    Optional<String> fingerprint) {

  /** What lines are called whose file ends so. */
  public static final String SUFFIX = ".jsonl";

  private static final ObjectReader LINES =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addMixIn(NodeLine.QuestionLine.class, QuestionLineNames.class)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(NodeLine.class);

  public VectorFile {
    CollectionName.check(collection);
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(baseModelName, "baseModelName");
    Objects.requireNonNull(fingerprint, "fingerprint");
  }

  /** How many were read. */
  public record Read(long nodes, long questions) {}

  /**
   * Hands over one record of {@code qa-pairs} after another. The first node's vector says how many
   * dimensions all have.
   *
   * @param position told how many bytes were read, after each node
   * @throws CommandFailure at the first line that cannot be read; the records of those before it
   *     were handed over
   */
  public Read read(
      Path file, InputStream content, BiConsumer<EntryKey, QaPairs> taker, LongConsumer position)
      throws IOException {
    long nodes = 0;
    long questions = 0;
    BaseModel baseModel = null;
    try (MappingIterator<NodeLine> lines = LINES.readValues(content)) {
      while (lines.hasNextValue()) {
        NodeLine line = lines.nextValue();
        baseModel = baseModel == null ? baseModel(line.vector().length) : baseModel;
        taker.accept(
            new EntryKey(collection, line.id()), line.pairs(collection, split, source, baseModel));
        position.accept(lines.getCurrentLocation().getByteOffset());
        nodes++;
        questions += line.questions().size();
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new CommandFailure("%s: node %,d: %s".formatted(file, nodes + 1, reason(e)), e);
    }
    return new Read(nodes, questions);
  }

  private BaseModel baseModel(int dimension) {
    return BaseModel.newBuilder()
        .setName(baseModelName)
        .setDimension(dimension)
        .setFingerprint(
            fingerprint.orElseGet(
                () ->
                    new ContentDigest()
                        .field("given")
                        .field(baseModelName)
                        .field(Integer.toString(dimension))
                        .hex()))
        .build();
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause();
    return failure instanceof JsonProcessingException json
        ? cause instanceof IllegalArgumentException ? cause.getMessage() : json.getOriginalMessage()
        : failure.getMessage();
  }

  /** {@code class} is no name that Java allows. */
  private interface QuestionLineNames {
    @JsonProperty("class")
    Optional<String> questionClass();
  }
}

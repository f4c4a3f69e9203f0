package io.retune.bench.lift;

import io.retune.adapter.dataset.DatasetReader;
import io.retune.adapter.dataset.FinetuneDataset;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.BgeSmallEn;
import io.retune.embedding.LongTextRule;
import io.retune.embedding.OnnxEmbeddingModel;
import io.retune.qagen.local.EnglishGrammar;
import io.retune.qagen.local.LocalConfig;
import io.retune.qagen.local.LocalMix;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.qagen.question.AskedQuestion;
import io.retune.qagen.question.NodeText;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The records of a collection in a file, as the topic of embeddings has them: each node with its
 * local questions and those that the data set asks of it.
 *
 * <p>Arguments: a data set of LlamaIndex's, the file to make, and what becomes of long texts,
 * {@code mean} or {@code truncate}.
 */
public final class EmbeddedCollection {

  private static final int AT_ONCE = 64;

  private EmbeddedCollection() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("wanted: DATA-SET FILE mean|truncate");
    }
    LongTextRule rule = LongTextRule.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    try (OnnxEmbeddingModel model =
        OnnxEmbeddingModel.open(
            BgeSmallEn.description(), rule, Runtime.getRuntime().availableProcessors())) {
      write(new DatasetReader().read(Path.of(arguments[0])), model, Path.of(arguments[1]));
    }
  }

  /** The records in the order of their nodes' ids. */
  static List<Embeddings> read(Path file) throws IOException {
    List<Embeddings> records = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (Embeddings record = Embeddings.parseDelimitedFrom(in);
          record != null;
          record = Embeddings.parseDelimitedFrom(in)) {
        records.add(record);
      }
    }
    records.sort(Comparator.comparing(record -> record.getNode().getNodeId()));
    return records;
  }

  private static void write(FinetuneDataset dataset, BaseEmbeddingModel model, Path file)
      throws IOException {
    LocalConfig local =
        new SmallRyeConfigBuilder()
            .withMapping(LocalConfig.class)
            .build()
            .getConfigMapping(LocalConfig.class);
    LocalQuestionGenerator generator =
        new LocalQuestionGenerator(new EnglishGrammar(), LocalMix.of(local));
    Map<String, List<Question>> asked = asked(dataset);
    BaseModel baseModel =
        BaseModel.newBuilder()
            .setName(model.name())
            .setFingerprint(model.fingerprint())
            .setDimension(model.dimension())
            .build();
    List<Map.Entry<String, String>> nodes = List.copyOf(dataset.corpus().entrySet());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int start = 0; start < nodes.size(); start += AT_ONCE) {
        List<Map.Entry<String, String>> some =
            nodes.subList(start, Math.min(nodes.size(), start + AT_ONCE));
        float[][] vectors = model.embedDocuments(some.stream().map(Map.Entry::getValue).toList());
        for (int i = 0; i < some.size(); i++) {
          String id = some.get(i).getKey();
          String text = some.get(i).getValue();
          List<Question> questions = new ArrayList<>(asked.getOrDefault(id, List.of()));
          generator.ask(new NodeText(id, text, "en")).stream()
              .map(question -> local(id, question))
              .forEach(questions::add);
          Embeddings.newBuilder()
              .setBaseModel(baseModel)
              .setNode(Node.newBuilder().setNodeId(id).setDocumentId(id).setText(text))
              .setVector(VectorCodec.encode(vectors[i]))
              .addAllQuestions(embedded(questions, model))
              .build()
              .writeDelimitedTo(out);
        }
      }
    }
  }

  private static Map<String, List<Question>> asked(FinetuneDataset dataset) {
    Map<String, List<Question>> asked = new HashMap<>();
    dataset
        .relevantDocuments()
        .forEach(
            (question, nodes) ->
                nodes.forEach(
                    node ->
                        asked
                            .computeIfAbsent(node, any -> new ArrayList<>())
                            .add(
                                Question.newBuilder()
                                    .setQuestionId(question)
                                    .setText(dataset.queries().get(question))
                                    .setOrigin(Origin.ORIGIN_IMPORTED)
                                    .build())));
    return asked;
  }

  private static Question local(String node, AskedQuestion question) {
    return Question.newBuilder()
        .setQuestionId(QuestionId.of(node, question.text()))
        .setText(question.text())
        .setOrigin(question.origin())
        .build();
  }

  private static List<Question> embedded(List<Question> questions, BaseEmbeddingModel model) {
    float[][] vectors = model.embedQueries(questions.stream().map(Question::getText).toList());
    List<Question> embedded = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      embedded.add(questions.get(i).toBuilder().setVector(VectorCodec.encode(vectors[i])).build());
    }
    return embedded;
  }
}

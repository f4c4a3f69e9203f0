package io.retune.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.DroppedQuestions;
import io.retune.schemas.v1.Lineage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an adapter learned from.
 *
 * @param examplesSha256 empty where it was trained elsewhere
 * @param nodes in the softmax
 * @param trainingNodes of these, nodes whose questions were trained on
 * @param questions that were trained on, by class
 * @param droppedQuestions that the fit left out
 * @param documents how many there are
 * @param previousVersion the version trained before this one; 0 where there was none
 * @param trigger why it was trained: {@code examples}, {@code age}, {@code quiet}, {@code request},
 *     {@code refit}, {@code import}
 * @param source where an imported adapter came from; empty where it was trained here
 * @param alpha the blend that was chosen
 * @param alphaQuestions how many evidence questions chose it, and beta; 0 where they were given
 * @param beta how far a query is moved by the question memory; 0 where the adapter has none
 * @param memoryQuestions that the memory keeps
 * @param memoryNodes that they were cut from
 * @param refitOfVersion the version whose evaluation a refit stands on; 0 where it is none
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LineageJson(
    String examplesSha256,
    int nodes,
    int trainingNodes,
    Map<String, Integer> questions,
    List<DroppedQuestionsJson> droppedQuestions,
    int documents,
    long previousVersion,
    String trigger,
    String source,
    Double alpha,
    int alphaQuestions,
    Double beta,
    int memoryQuestions,
    int memoryNodes,
    long refitOfVersion) {

  /** The JSON of a lineage. */
  public static LineageJson of(Lineage lineage) {
    Map<String, Integer> questions = new LinkedHashMap<>();
    lineage
        .getQuestionsList()
        .forEach(
            each ->
                questions.merge(
                    QuestionSetJson.name(each.getOrigin()), each.getCount(), Integer::sum));
    return new LineageJson(
        lineage.getExamplesSha256(),
        lineage.getNodes(),
        lineage.getTrainingNodes(),
        questions,
        lineage.getDroppedQuestionsList().stream().map(DroppedQuestionsJson::of).toList(),
        LearnedDocuments.count(lineage),
        lineage.getPreviousVersion(),
        lineage.getTrigger(),
        lineage.getSource(),
        Figure.of(lineage.getAlpha()),
        lineage.getAlphaQuestions(),
        Figure.of(lineage.getBeta()),
        lineage.getMemoryQuestions(),
        lineage.getMemoryNodes(),
        lineage.getRefitOfVersion());
  }

  /**
   * Questions that the fit left out.
   *
   * @param questionClass {@code llm} or {@code local}
   * @param reason {@code round-trip}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record DroppedQuestionsJson(String questionClass, String reason, int count) {
    static DroppedQuestionsJson of(DroppedQuestions dropped) {
      return new DroppedQuestionsJson(
          QuestionSetJson.name(dropped.getOrigin()), dropped.getReason(), dropped.getCount());
    }
  }
}

package io.retune.trainer.train.stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.DroppedQuestions;
import io.retune.schemas.v1.LearningCurvePoint;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.OriginCount;
import java.time.Instant;

/** Makes the messages of new versions. Thread-safe. */
final class Checkpoints {

  private final AdapterWeights weights = new AdapterWeights();

  /**
   * @param version of the checkpoint
   * @param refitOfVersion 0 where it is no refit
   * @param forgotten documents that it has not learned from because they were forgotten
   */
  AdapterCheckpoint trained(
      String collection,
      long version,
      BaseModel model,
      Trigger trigger,
      long refitOfVersion,
      TrainOutcome.Trained trained,
      DocumentDigests forgotten,
      long now) {
    Lineage.Builder lineage =
        Lineage.newBuilder()
            .setExamplesSha256(trained.selection().sha256())
            .setNodes(trained.selection().nodes())
            .setTrainingNodes(trained.selection().trainingNodes())
            .setPreviousVersion(version - 1)
            .setTrigger(trigger.lineageName())
            .setAlpha(trained.fitted().alpha().orElse(0))
            .setAlphaQuestions(trained.fitted().alphaQuestions())
            .setRefitOfVersion(refitOfVersion)
            .setForgottenDocuments(forgotten.bytes());
    if (trained.fitted().adapter() instanceof MemoryAdapter remembering) {
      lineage
          .setBeta(remembering.beta())
          .setMemoryQuestions(remembering.memory().keys())
          .setMemoryNodes(remembering.memory().nodes());
    }
    LearnedDocuments.write(lineage, trained.selection().documentIds());
    trained
        .offered()
        .ifPresent(
            offered ->
                lineage.setOfferedQuestions(offered.questions()).setOfferedNodes(offered.nodes()));
    trained
        .selection()
        .questions()
        .forEach(
            (questionClass, count) ->
                lineage.addQuestions(
                    OriginCount.newBuilder().setOrigin(questionClass.wireName()).setCount(count)));
    trained
        .selection()
        .lost()
        .forEach(
            (questionClass, count) ->
                lineage.addDroppedQuestions(
                    DroppedQuestions.newBuilder()
                        .setOrigin(questionClass.wireName())
                        .setReason("round-trip")
                        .setCount(count)));
    AdapterCheckpoint.Builder checkpoint =
        checkpoint(collection, version, model, trained.fitted().adapter(), now)
            .setRecipe(trained.recipe())
            .setLineage(lineage)
            .setTrainingMillis(trained.time().toMillis());
    trained
        .fitted()
        .curve()
        .forEach(
            point ->
                checkpoint.addLearningCurve(
                    LearningCurvePoint.newBuilder()
                        .setStep(point.step())
                        .setLoss(point.loss())
                        .setLearningRate(point.learningRate())));
    return checkpoint.build();
  }

  /** A version that changes no query, trained on nothing. */
  AdapterCheckpoint untrained(
      String collection,
      long version,
      BaseModel model,
      Trigger trigger,
      DocumentDigests forgotten,
      long now) {
    return checkpoint(collection, version, model, LinearAdapter.identity(model.getDimension()), now)
        .setLineage(
            Lineage.newBuilder()
                .setPreviousVersion(version - 1)
                .setTrigger(trigger.lineageName())
                .setForgottenDocuments(forgotten.bytes()))
        .build();
  }

  /**
   * A version that was trained elsewhere: without a recipe, and without examples in its lineage.
   */
  AdapterCheckpoint imported(
      String collection, long version, BaseModel model, Adapter adapter, String source, long now) {
    return checkpoint(collection, version, model, adapter, now)
        .setLineage(
            Lineage.newBuilder()
                .setSource(source)
                .setPreviousVersion(version - 1)
                .setTrigger(Trigger.IMPORT.lineageName()))
        .build();
  }

  private AdapterCheckpoint.Builder checkpoint(
      String collection, long version, BaseModel model, Adapter adapter, long now) {
    byte[] file = weights.encode(adapter);
    ByteString content = UnsafeByteOperations.unsafeWrap(file);
    return AdapterCheckpoint.newBuilder()
        .setCollection(collection)
        .setVersion(version)
        .setWeights(content)
        .setWeightsSha256(Sha256.of(file))
        .setBaseModel(model)
        .setCreatedAt(InstantCodec.encode(Instant.ofEpochMilli(now)));
  }
}

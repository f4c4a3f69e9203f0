package io.retune.eval.dashboard;

import io.retune.eval.Examples;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topics;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.ClassCount;
import io.retune.schemas.v1.Comparison;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.KeywordFusion;
import io.retune.schemas.v1.LearningCurvePoint;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.LiveScore;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.OriginCount;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RankChange;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.RetrainRequest;
import io.retune.schemas.v1.RetrieverResult;
import io.retune.schemas.v1.Split;
import io.retune.schemas.v1.TrainingRequest;
import io.retune.schemas.v1.WhitenedRecipe;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The records of a collection that has been at work for a while, as eval writes them: versions that
 * slowly get better, some released, one of them by hand.
 */
final class DashboardRecords {
  private static final String LEAVE = "leave";
  private static final String VISITORS = "visitors";
  private static final String BADGE = "badge";
  private static final Map<String, String> QUESTIONS =
      Map.of(
          LEAVE, "Can I take my leave with me into next year?",
          VISITORS, "May I leave a guest alone in the office?",
          BADGE, "I cannot find my card. Whom do I tell?");

  static final String COLLECTION = "handbook";
  static final int VERSIONS = 24;

  /** What somebody gave as a reason. */
  static final String HOSTILE_REASON =
      "an incident <img src=x onerror=\"document.title='owned'\"> <b>not bold</b>";

  /** Versions 9 to 14 learned from it; version 15 was trained after it had been forgotten. */
  static final String FORGOTTEN = "handbook/old-rota.md";

  /** What is served learned from it, and it was forgotten just now. */
  static final String JUST_FORGOTTEN = "handbook/guests.md";

  private final Random random = new Random(11);
  private final Instant now;

  DashboardRecords(Instant now) {
    this.now = now;
  }

  void write(TopicWriter writer) {
    long served = 0;
    for (int version = 1; version <= VERSIONS; version++) {
      Decision.Kind kind = decision(version);
      writer.write(
          Topics.EVALUATION_REPORTS, COLLECTION + "/" + version, report(version, served, kind));
      if (kind == Decision.Kind.PROMOTE || kind == Decision.Kind.FOLLOW) {
        release(
            writer, version, served, "gate", "Version " + version + " " + reason(kind), version);
        served = version;
      }
    }
    examples(writer);
    forget(writer, FORGOTTEN, time(15).minusSeconds(600));
    forget(writer, JUST_FORGOTTEN, now.minusSeconds(90));
    release(writer, 0, served, "ann", HOSTILE_REASON, VERSIONS + 1);
    release(writer, 21, 0, "ann", "the incident is over", VERSIONS + 2);
    for (String other : List.of("faq", "laws-da", "products")) {
      writer.write(
          Topics.EVALUATION_REPORTS,
          other + "/1",
          report(1, 0, Decision.Kind.UNDECIDED).toBuilder().setCollection(other).build());
    }
  }

  /** A report that comes while somebody watches. */
  EvaluationReport report(int version, long champion, Decision.Kind kind) {
    double adapter = 0.61 + 0.13 * (1 - Math.exp(-version / 6.0)) + noise();
    return EvaluationReport.newBuilder()
        .setCollection(COLLECTION)
        .setVersion(version)
        .setChampionVersion(champion)
        .setWeightsSha256("0".repeat(56) + "%08x".formatted(version))
        .setRecipe(recipe())
        .setBaseModel(Examples.BASE_MODEL.toBuilder().setName("bge-small-en").setDimension(384))
        .setLineage(lineage(version))
        .setDecision(
            Decision.newBuilder()
                .setKind(kind)
                .setEvidence(version < 3 ? Decision.Evidence.TOO_FEW : Decision.Evidence.ENOUGH)
                .setReason("Version " + version + " " + reason(kind))
                .setReleased(kind == Decision.Kind.PROMOTE || kind == Decision.Kind.FOLLOW))
        .addResults(results("evidence", 310, adapter, champion, 0.61))
        .addResults(results("local", 2_400, adapter + 0.12, champion, 0.66))
        .setLiveScore(
            LiveScore.newBuilder()
                .setChampionVersion(champion)
                .setQuestions(42)
                .setChampionMrr(0.688)
                .setBaseMrr(0.612))
        .setKeywordFusion(KeywordFusion.newBuilder().setWeight(0.3).setQuestions(310))
        .setEvaluationMillis(2_340)
        .setCreatedAt(InstantCodec.encode(time(version)))
        .build();
  }

  private static Decision.Kind decision(int version) {
    return switch (version) {
      case 1, 2 -> Decision.Kind.UNDECIDED;
      case 3, 9 -> Decision.Kind.PROMOTE;
      case 4, 12, 15, 18, 21 -> Decision.Kind.FOLLOW;
      case 7 -> Decision.Kind.REVERT_TO_BASE;
      default -> Decision.Kind.KEEP_CHAMPION;
    };
  }

  private static String reason(Decision.Kind kind) {
    return switch (kind) {
      case PROMOTE -> "is better than the base model by at least 0.041 and than what was served.";
      case FOLLOW -> "keeps enough of the proved lift and has learned from newer documents.";
      case REVERT_TO_BASE -> "shows that what was served is worse than the base model.";
      case UNDECIDED -> "has too few real questions to decide on: 12 of at least 50.";
      default -> "is not proved better than what is served; that stays.";
    };
  }

  private QuestionSetResult results(
      String set, int questions, double adapter, long champion, double base) {
    QuestionSetResult.Builder result =
        QuestionSetResult.newBuilder()
            .setQuestionSet(set)
            .setQuestions(questions)
            .setAskedNodes(questions / 2)
            .setCorpusNodes(1_850)
            .addClasses(
                ClassCount.newBuilder()
                    .setQuestionClass(set.equals("local") ? "local" : "human")
                    .setCount(questions));
    Map<String, Double> retrievers = new TreeMap<>(Map.of("base", base, "adapter", adapter));
    retrievers.put("bm25", base + 0.035 + noise());
    retrievers.put("fusion", adapter + 0.03 + noise());
    retrievers.put("weighted-fusion", adapter + 0.05 + noise());
    retrievers.put("linear", adapter - 0.03 + noise());
    if (champion > 0) {
      retrievers.put("champion", adapter - 0.012 + noise());
    }
    retrievers.forEach((name, mrr) -> result.addRetrievers(retriever(name, mrr)));
    if (set.equals("evidence")) {
      result.setWon(97).setLost(41);
      result.addChanges(change(LEAVE, 1, 0)).addChanges(change("gone", 2, 7));
      result.addChanges(change(VISITORS, 0, 1)).addChanges(change(BADGE, 6, 2));
    }
    double lift = adapter - base;
    result.addComparisons(
        Comparison.newBuilder()
            .setCandidate("adapter")
            .setBaseline("base")
            .setMetric("mrr@10")
            .setDifference(lift)
            .setStandardError(0.017)
            .setLowerBound(lift - 0.028)
            .setUpperBound(lift + 0.028)
            .setPValue(lift > 0.03 ? 0.0004 : 0.2));
    return result.build();
  }

  /** Of questions that {@link HandbookPassages} answer, and of one whose node is gone. */
  private static RankChange change(String question, int baseRank, int rank) {
    return RankChange.newBuilder()
        .setQuestionId(question)
        .setNodeId("node-of-" + question)
        .setBaseRank(baseRank)
        .setRank(rank)
        .build();
  }

  private static void forget(TopicWriter writer, String document, Instant at) {
    writer.write(
        Topics.REQUESTS,
        COLLECTION + "/" + document.hashCode(),
        TrainingRequest.newBuilder()
            .setCollection(COLLECTION)
            .setRequestedAt(InstantCodec.encode(at))
            .setRetrain(
                RetrainRequest.newBuilder()
                    .setForgottenDocuments(DocumentDigests.of(List.of(document)).bytes()))
            .build());
  }

  private void examples(TopicWriter writer) {
    for (int place = 0; place < HandbookPassages.ALL.size(); place++) {
      HandbookPassages.Passage passage = HandbookPassages.ALL.get(place);
      Examples examples = new Examples(3);
      Embeddings.Builder record =
          examples
              .node(COLLECTION, passage.nodeId(), Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 1)
              .toBuilder()
              .setVector(VectorCodec.encode(HandbookPassages.vector(place)));
      record
          .getNodeBuilder()
          .setTitle(passage.title())
          .setDocumentId("handbook/" + passage.id() + ".md")
          .setText(passage.text());
      if (QUESTIONS.containsKey(passage.id())) {
        record
            .getQuestionsBuilder(0)
            .setQuestionId(passage.id())
            .setText(QUESTIONS.get(passage.id()));
      }
      writer.write(Topics.EMBEDDINGS, COLLECTION + "/" + passage.nodeId(), record.build());
    }
  }

  private static RetrieverResult retriever(String name, double mrr) {
    RetrieverResult.Builder row = RetrieverResult.newBuilder().setRetriever(name);
    for (int k : List.of(5, 10)) {
      double at = k == 10 ? mrr : mrr - 0.008;
      row.addAt(
          MetricsAtK.newBuilder()
              .setK(k)
              .setMrr(at)
              .setHitRate(Math.min(1, at + 0.02 * k))
              .setNdcg(at + 0.05)
              .setRecall(Math.min(1, at + 0.02 * k)));
    }
    return row.build();
  }

  private void release(
      TopicWriter writer, long version, long previous, String by, String reason, int place) {
    AdapterRelease.Builder release =
        AdapterRelease.newBuilder()
            .setCollection(COLLECTION)
            .setVersion(version)
            .setPreviousVersion(previous)
            .setReleasedBy(by)
            .setReason(reason)
            .setReleasedAt(InstantCodec.encode(time(place).plusSeconds(4)));
    if (version > 0) {
      release.setCheckpoint(checkpoint(version));
    }
    writer.write(Topics.ADAPTER_RELEASES, COLLECTION, release.build());
  }

  private AdapterCheckpoint checkpoint(long version) {
    List<LearningCurvePoint> curve = new ArrayList<>();
    for (int step = 0; step <= 300; step += 5) {
      curve.add(
          LearningCurvePoint.newBuilder()
              .setStep(step)
              .setLoss(1.9 + 3.4 * Math.exp(-step / 55.0) + noise())
              .setLearningRate(3e-3 * (1 + Math.cos(Math.PI * step / 300)) / 2)
              .build());
    }
    return Examples.helpful(COLLECTION, version).toBuilder()
        .addAllLearningCurve(curve)
        .setTrainingMillis(1_870)
        .build();
  }

  private static Lineage lineage(int version) {
    Lineage.Builder lineage =
        Lineage.newBuilder()
            .setExamplesSha256("a1b2c3d4e5f60718".repeat(4))
            .setNodes(1_500 + 15 * version)
            .setTrainingNodes(1_200 + 12 * version)
            .addQuestions(OriginCount.newBuilder().setOrigin("local").setCount(28_000))
            .addQuestions(OriginCount.newBuilder().setOrigin("human").setCount(1_240))
            .addAllDocumentIds(
                IntStream.rangeClosed(1, version)
                    .mapToObj(i -> "handbook/page-" + i + ".md")
                    .toList())
            .setPreviousVersion(version - 1)
            .setTrigger("examples")
            .setAlpha(0.7)
            .setAlphaQuestions(155);
    if (version >= 9 && version < 15) {
      lineage.addDocumentIds(FORGOTTEN);
    }
    if (version >= 21) {
      lineage.addDocumentIds(JUST_FORGOTTEN);
    }
    if (version == 15) {
      lineage.setForgottenDocuments(DocumentDigests.of(List.of(FORGOTTEN)).bytes());
    }
    return lineage.build();
  }

  private static Recipe recipe() {
    return Recipe.newBuilder().setWhitened(WhitenedRecipe.newBuilder().setAlpha(0.7)).build();
  }

  private Instant time(int version) {
    return now.minus(Duration.ofHours(3L * (VERSIONS + 3 - version)));
  }

  private double noise() {
    return 0.006 * random.nextGaussian();
  }
}

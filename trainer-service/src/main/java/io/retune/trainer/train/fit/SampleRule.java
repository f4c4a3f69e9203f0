package io.retune.trainer.train.fit;

import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.Sample;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.Optional;

/**
 * How many examples a fit can use. A whitened one sees a batch of questions a step, and no more
 * nodes without a question than its softmax takes; LlamaIndex's sees every question in every epoch.
 */
public final class SampleRule {

  private SampleRule() {}

  /** More than this no fit by the recipe can use; all zero where it uses everything. */
  public static Sample most(Recipe recipe) {
    if (!recipe.hasWhitened()) {
      return Sample.getDefaultInstance();
    }
    int questions = questions(recipe.getWhitened(), recipe.getWhitened().getBatchSize());
    return sample(recipe.getWhitened(), questions, questions);
  }

  /**
   * What to take of a collection; empty where a fit can use all of it.
   *
   * @param asked questions that were asked
   * @param local questions that were cut from the text of their nodes
   * @param unlabelled questions whose answer is not known
   */
  public static Optional<Sample> of(
      Recipe recipe, long asked, long local, int nodes, int unlabelled) {
    if (!recipe.hasWhitened()) {
      return Optional.empty();
    }
    WhitenedRecipe whitened = recipe.getWhitened();
    BatchShares shares =
        BatchShares.of(whitened.getBatchSize(), whitened.getLocalPerOther(), asked > 0, local > 0);
    Sample sample =
        sample(whitened, questions(whitened, shares.asked()), questions(whitened, shares.local()));
    boolean usesAll =
        asked <= sample.getAskedQuestions()
            && local <= sample.getLocalQuestions()
            && nodes <= sample.getNodes()
            && unlabelled <= sample.getUnlabelledQuestions();
    return usesAll ? Optional.empty() : Optional.of(sample);
  }

  private static int questions(WhitenedRecipe recipe, int aBatch) {
    return Math.multiplyExact(recipe.getSteps(), aBatch);
  }

  private static Sample sample(WhitenedRecipe recipe, int asked, int local) {
    return Sample.newBuilder()
        .setAskedQuestions(asked)
        .setLocalQuestions(local)
        .setNodes(recipe.getSoftmaxNodes())
        .setUnlabelledQuestions(recipe.getSoftmaxNodes())
        .build();
  }
}

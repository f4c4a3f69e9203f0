package io.retune.trainer.train.fit;

import io.retune.schemas.v1.WhitenedRecipe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Evidence questions of some nodes held back from the others, to choose a blend by. No node is on
 * both sides, and none is held in two splits.
 *
 * @param training without the questions of the held nodes, but with their local ones where the
 *     recipe trains on local questions of validation nodes
 * @param questions held back, unit vectors
 * @param answers for each of them the place of its node
 */
record InnerSplit(TrainingSet training, List<float[]> questions, int[] answers) {

  private static final double HELD_SHARE = 1.0 / 3;
  private static final int SPLITS = 2;

  /**
   * Held questions cost a ranking of all nodes each, and more of them would not change the choice.
   */
  private static final int MAX_HELD_QUESTIONS = 2000;

  /** A blend is chosen by the questions of two thirds of the nodes that have any. */
  static List<InnerSplit> of(TrainingSet set, WhitenedRecipe recipe, long seed) {
    return heldNodes(set, seed).stream().map(held -> without(set, recipe, held)).toList();
  }

  private static InnerSplit without(TrainingSet set, WhitenedRecipe recipe, boolean[] held) {
    List<QuestionGroup> groups = new ArrayList<>();
    List<float[]> questions = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    for (QuestionGroup group : set.groups()) {
      List<float[]> kept = new ArrayList<>();
      List<Integer> keptAnswers = new ArrayList<>();
      BitSet keptEvidence = new BitSet();
      BitSet keptMemorable = new BitSet();
      for (int i = 0; i < group.size(); i++) {
        int answer = group.answers()[i];
        if (!held[answer] || (group.local() && recipe.getLocalOfValidationNodes())) {
          keptEvidence.set(kept.size(), group.isEvidence(i));
          keptMemorable.set(kept.size(), group.isMemorable(i));
          kept.add(group.questions().get(i));
          keptAnswers.add(answer);
        } else if (group.isEvidence(i)) {
          questions.add(group.questions().get(i));
          answers.add(answer);
        }
      }
      if (!kept.isEmpty()) {
        groups.add(
            new QuestionGroup(
                group.name(),
                group.local(),
                kept,
                toArray(keptAnswers),
                keptEvidence,
                keptMemorable));
      }
    }
    return new InnerSplit(
        new TrainingSet(set.dimension(), set.nodes(), groups, set.unlabelled()),
        List.copyOf(questions),
        toArray(answers));
  }

  private static List<boolean[]> heldNodes(TrainingSet set, long seed) {
    int[] evidence = new int[set.nodes().size()];
    TreeSet<Integer> asked = new TreeSet<>();
    for (QuestionGroup group : set.groups()) {
      for (int i = 0; i < group.size(); i++) {
        if (group.isEvidence(i)) {
          evidence[group.answers()[i]]++;
          asked.add(group.answers()[i]);
        }
      }
    }
    List<Integer> order = new ArrayList<>(asked);
    SplittableRandom random = new SplittableRandom(seed);
    int wanted = Math.max(1, (int) (order.size() * HELD_SHARE));
    List<boolean[]> splits = new ArrayList<>();
    for (int split = 0; split < SPLITS; split++) {
      boolean[] held = new boolean[set.nodes().size()];
      int heldQuestions = 0;
      for (int i = 0; i < wanted && heldQuestions < MAX_HELD_QUESTIONS; i++) {
        int node = order.remove(random.nextInt(order.size()));
        held[node] = true;
        heldQuestions += evidence[node];
      }
      splits.add(held);
    }
    return splits;
  }

  private static int[] toArray(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}

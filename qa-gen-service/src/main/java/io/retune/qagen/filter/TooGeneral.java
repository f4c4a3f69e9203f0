package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;
import java.util.Set;

/**
 * Drops English questions that fit any node: without the words of asking and the words for
 * documents, no word is left.
 */
final class TooGeneral implements QuestionFilter {

  private static final Set<String> ASKING =
      Set.of(
          "a about above all also an and any are as at be been but by can could did do does doing for from get give had has have here how i if in is it its know "
              .concat(
                  "main may me mean meant might more most my name of on one or other our out over please say said says shall should so some tell than that the their ")
              .concat(
                  "them then there these they this those to told under us use used using was we were what when where which while who whom whose why will with ")
              .concat(
                  "work works would you your explain describe discuss list summarise summarize outline provide show identify")
              .split(" "));

  private static final Set<String> DOCUMENTS =
      Set.of(
          ("author chapter concept concepts content contents context described detail details discussed document documents effect example examples excerpt fact facts "
                  + "following general idea ideas important importance information key matter matters mentioned overview page paragraph part passage point points purpose "
                  + "reader role section sections significance sentence subject summary text thing things title topic topics")
              .split(" "));

  @Override
  public DropReason reason() {
    return DropReason.TOO_GENERAL;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return node.language().equals("en") && question.words().stream().noneMatch(TooGeneral::tells);
  }

  private static boolean tells(String word) {
    return word.length() > 1 && !ASKING.contains(word) && !DOCUMENTS.contains(word);
  }
}

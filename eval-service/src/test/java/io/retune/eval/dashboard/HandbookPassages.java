package io.retune.eval.dashboard;

import io.retune.eval.Examples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes of a handbook, each with a direction of its own, so that a question's vector can say in
 * which order they are found.
 */
final class HandbookPassages {
  /**
   * A node.
   *
   * @param id of its document, without its ending
   */
  record Passage(String id, String title, String text) {
    String nodeId() {
      return "node-of-" + id;
    }
  }

  static final List<Passage> ALL =
      List.of(
          new Passage(
              "leave",
              "Leave that is left over",
              "Up to five days of leave move on to the next year, and end with March."),
          new Passage(
              "overtime",
              "Hours that are left over",
              "Hours beyond the week's forty may be taken as days off until the end of next quarter."),
          new Passage(
              "goodbye",
              "When you go",
              "Leave that is left when you go is paid out with the last salary."),
          new Passage(
              "sickness",
              "Sick while on leave",
              "Days on which you are ill during your leave are given back when a doctor's note comes in."),
          new Passage(
              "unpaid",
              "Leave without pay",
              "Ask for leave without pay three months before; insurance goes on for the first four weeks."),
          new Passage(
              "parents",
              "Parents",
              "Parents take up to three years for each child, in three parts, and may work part of the time."),
          new Passage(
              "calendar",
              "The year in dates",
              "The year begins with the planning week; leave for the summer is asked for by March."),
          new Passage(
              "holidays",
              "Public holidays",
              "A public holiday on a weekend is not given back on another day."),
          new Passage(
              "travel",
              "On the road",
              "Take your laptop with you on the train, and never leave it in a car."),
          new Passage(
              "training",
              "Courses",
              "Each year has five days for courses; they can be saved up for two years."),
          new Passage(
              "remote", "Working from afar", "From abroad you may work for thirty days of a year."),
          new Passage(
              "parking", "Parking", "Places in the yard are for visitors until ten o'clock."),
          new Passage(
              "visitors",
              "Visitors",
              "Visitors are met at the gate; whoever invites them stays with them."),
          new Passage(
              "badge",
              "Badges",
              "A badge that is lost is reported to the front desk, day or night."));

  /** By version, the ids in the order in which a question finds them. */
  private static final Map<String, List<String>> FOUND =
      Map.of(
          "base",
          List.of(
              "travel",
              "calendar",
              "goodbye",
              "leave",
              "unpaid",
              "holidays",
              "sickness",
              "remote",
              "overtime",
              "parking",
              "training",
              "parents",
              "visitors",
              "badge"),
          "21",
          List.of(
              "leave",
              "overtime",
              "goodbye",
              "sickness",
              "unpaid",
              "parents",
              "calendar",
              "training",
              "holidays",
              "travel",
              "remote",
              "parking",
              "visitors",
              "badge"),
          "14",
          List.of(
              "calendar",
              "leave",
              "goodbye",
              "travel",
              "unpaid",
              "sickness",
              "overtime",
              "holidays",
              "remote",
              "training",
              "parents",
              "parking",
              "visitors",
              "badge"));

  private HandbookPassages() {}

  static float[] vector(int place) {
    float[] vector = new float[Examples.DIMENSION];
    vector[place] = 1;
    return vector;
  }

  /** What a version makes of any question; empty where there is no such version. */
  static Optional<float[]> question(String version) {
    return Optional.ofNullable(FOUND.get(version)).map(HandbookPassages::question);
  }

  private static float[] question(List<String> ids) {
    float[] vector = new float[Examples.DIMENSION];
    for (int place = 0; place < ALL.size(); place++) {
      vector[place] = 1 - 0.05f * ids.indexOf(ALL.get(place).id());
    }
    return vector;
  }
}

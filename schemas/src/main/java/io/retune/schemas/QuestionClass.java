package io.retune.schemas;

import io.retune.schemas.v1.Origin;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asked a question, and whether its answer is known. The order is that in which people read a
 * mix of them.
 *
 * @see EvidenceRule which of them show how good an adapter is
 */
public enum QuestionClass {
  /** Asked by people; the answer is known. */
  HUMAN("human", Origin.ORIGIN_HUMAN, "people's"),
  /** Written by a language model that read the answer. */
  LLM("llm", Origin.ORIGIN_LLM, "a language model's"),
  /** Came with an imported data set. */
  IMPORTED("imported", Origin.ORIGIN_IMPORTED, "imported"),
  /** Cut from the node's own text. */
  LOCAL("local", Origin.ORIGIN_LOCAL, "cut from the text"),
  /** Asked by people; the answer is not known. */
  UNLABELLED("unlabelled", Origin.ORIGIN_UNLABELLED, "without a known answer");

  /**
   * The order of the numbers of {@link Origin}. A training draws its batches from groups in this
   * order, so its weights depend on it.
   */
  public static final Comparator<QuestionClass> BY_ORIGIN =
      Comparator.comparing(QuestionClass::toOrigin);

  /** What records call {@link #HUMAN} that were written before it had this name. */
  private static final String HUMAN_BEFORE = "feedback";

  private final String wireName;
  private final Origin origin;
  private final String words;

  QuestionClass(String wireName, Origin origin, String words) {
    this.wireName = wireName;
    this.origin = origin;
    this.words = words;
  }

  /** The class of an origin; empty where the origin says nothing that is known here. */
  public static Optional<QuestionClass> of(Origin origin) {
    Objects.requireNonNull(origin, "origin");
    return Arrays.stream(values()).filter(each -> each.origin == origin).findFirst();
  }

  /**
   * The class of this name in records, JSON and metrics; empty where there is none. Reads {@code
   * feedback}, which older records have, as {@link #HUMAN}.
   */
  public static Optional<QuestionClass> named(String name) {
    Objects.requireNonNull(name, "name");
    if (name.equals(HUMAN_BEFORE)) {
      return Optional.of(HUMAN);
    }
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }

  /** The name in records, JSON and metrics. */
  public String wireName() {
    return wireName;
  }

  /** The same in a question's message. */
  public Origin toOrigin() {
    return origin;
  }

  /**
   * What {@code examples_sha256} takes the class of a question in as. It never changes, or the same
   * examples would seem to be others: so it is not the present name of the origin.
   */
  public String nameInDigests() {
    return this == HUMAN ? "ORIGIN_FEEDBACK" : origin.name();
  }

  /**
   * A number of such questions as part of a sentence, such as {@code 120 people's}.
   *
   * @param count not negative
   */
  public String inWords(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count is not negative: " + count);
    }
    return count + " " + words;
  }
}

package io.retune.adapter.memory;

import io.retune.adapter.tensor.ByteTensor;
import io.retune.adapter.tensor.IntTensor;
import io.retune.adapter.tensor.Tensor;
import java.util.List;

/**
 * Questions, each with the node that it was cut from. Asked with a query, it points towards the
 * nodes of the questions that are most like it: Σ wₖ·nₖ over the nearest keys, with n the node of a
 * key and w the softmax of the similarities over a temperature. A nearest-neighbour memory in the
 * manner of Khandelwal et al., "Generalization through Memorization" (ICLR 2020), here on the query
 * side of retrieval.
 *
 * <p>Keys and nodes are whole numbers of 8 bits with a scale a row, in the file as in memory (keys
 * take two bytes a number there). Immutable and safe for use by many threads at once.
 */
public final class QuestionMemory {

  /** How many questions are looked at, and how sharply the most similar ones are preferred. */
  public record Focus(int nearest, double temperature) {

    /**
     * @throws IllegalArgumentException where nothing would be looked at, or the temperature is no
     *     positive number
     */
    public Focus {
      if (nearest < 1 || nearest > 1000) {
        throw new IllegalArgumentException("a memory looks at 1 to 1000 keys, not " + nearest);
      }
      if (!(temperature > 0) || !Double.isFinite(temperature)) {
        throw new IllegalArgumentException("a memory has the temperature " + temperature);
      }
    }
  }

  private final KeyRows keys;
  private final int[] answers;
  private final ByteRows nodes;
  private final Focus focus;

  private QuestionMemory(ByteRows keys, int[] answers, ByteRows nodes, Focus focus) {
    if (answers.length != keys.rows()) {
      throw new IllegalArgumentException(
          "%d keys with %d answers".formatted(keys.rows(), answers.length));
    }
    if (keys.dimension() != nodes.dimension()) {
      throw new IllegalArgumentException(
          "keys of %d dimensions, nodes of %d".formatted(keys.dimension(), nodes.dimension()));
    }
    for (int answer : answers) {
      if (answer < 0 || answer >= nodes.rows()) {
        throw new IllegalArgumentException("a key's answer is the node at " + answer);
      }
    }
    this.keys = new KeyRows(keys);
    this.answers = answers;
    this.nodes = nodes;
    this.focus = focus;
  }

  /**
   * Rounds the vectors of a memory.
   *
   * @param keys questions as the adapter maps them, of unit length, at least one
   * @param answers for each key the place of its node
   * @param nodes of unit length, of the keys' dimension
   */
  public static QuestionMemory of(
      List<float[]> keys, int[] answers, List<float[]> nodes, Focus focus) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a memory without a key");
    }
    int dimension = keys.get(0).length;
    return new QuestionMemory(
        ByteRows.rounded(keys, dimension),
        answers.clone(),
        ByteRows.rounded(nodes, dimension),
        focus);
  }

  /**
   * A memory as its file has it.
   *
   * @param keys [keys, dimension]
   * @param keyScales [keys]
   * @param answers [keys], places among the nodes
   * @param nodes [nodes, dimension]
   * @param nodeScales [nodes]
   * @throws IllegalArgumentException where the shapes do not fit, or a value is out of its range
   */
  public static QuestionMemory of(
      ByteTensor keys,
      Tensor keyScales,
      IntTensor answers,
      ByteTensor nodes,
      Tensor nodeScales,
      Focus focus) {
    if (answers.shape().length != 1) {
      throw new IllegalArgumentException("the answers are " + answers);
    }
    return new QuestionMemory(
        ByteRows.of(keys, keyScales), answers.toArray(), ByteRows.of(nodes, nodeScales), focus);
  }

  /** Number of questions. */
  public int keys() {
    return answers.length;
  }

  /** Number of nodes. */
  public int nodes() {
    return nodes.rows();
  }

  public int dimension() {
    return nodes.dimension();
  }

  public Focus focus() {
    return focus;
  }

  /** [keys, dimension]. A copy. */
  public ByteTensor keyValues() {
    return keys.valueTensor();
  }

  /** [keys]. */
  public Tensor keyScales() {
    return keys.scaleTensor();
  }

  /** [keys]. */
  public IntTensor answers() {
    return IntTensor.of(answers, answers.length);
  }

  /** [nodes, dimension]. */
  public ByteTensor nodeValues() {
    return nodes.valueTensor();
  }

  /** [nodes]. */
  public Tensor nodeScales() {
    return nodes.scaleTensor();
  }

  /**
   * Where the questions most like a query point to. Equally similar ones are taken in the order of
   * their places.
   *
   * @param adapted a query as the adapter maps it, of the keys' dimension
   * @return of unit length, or of zeros where they point nowhere
   */
  public double[] direction(float[] adapted) {
    NearestKeys nearest = new NearestKeys(Math.min(focus.nearest(), keys()));
    keys.compare(adapted, nearest);
    double[] sum = new double[dimension()];
    double best = nearest.best();
    for (int i = 0; i < nearest.size(); i++) {
      double weight = Math.exp((nearest.similarity(i) - best) / focus.temperature());
      nodes.addTo(sum, answers[nearest.place(i)], weight);
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    if (squares > 0) {
      double length = Math.sqrt(squares);
      for (int i = 0; i < sum.length; i++) {
        sum[i] /= length;
      }
    }
    return sum;
  }
}

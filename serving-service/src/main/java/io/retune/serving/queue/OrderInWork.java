package io.retune.serving.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * An order in shares: each is what one call of the base model takes, texts of like length together.
 * Its shares may be worked on at the same time. Not thread-safe but for {@link #run}, {@link
 * #answer} and what they answer to.
 */
final class OrderInWork {
  /** Two passes of the base model: some tenths of a second on a core. */
  private static final int SHARE_TOKENS = 1024;

  /** A text's vector and the answer's bookkeeping cost memory, however short it is. */
  private static final int LEAST_TOKENS = 64;

  private final EmbeddingOrder order;
  private final List<int[]> shares;
  private final float[][] vectors;
  private final CompletableFuture<float[][]> answer = new CompletableFuture<>();
  private int begun;
  private int done;

  OrderInWork(EmbeddingOrder order) {
    this.order = order;
    this.shares = shares(order.tokens());
    this.vectors = new float[order.texts().size()][];
  }

  /** How long it keeps others waiting, in tokens. */
  long weight() {
    return IntStream.of(order.tokens()).mapToLong(OrderInWork::weight).sum();
  }

  /** The same of a share. */
  long weight(int[] share) {
    return IntStream.of(share).mapToLong(text -> weight(order.tokens()[text])).sum();
  }

  boolean isShort() {
    return shares.size() == 1;
  }

  boolean hasMore() {
    return begun < shares.size();
  }

  /** The next share, as places of texts in the order. */
  int[] next() {
    return shares.get(begun++);
  }

  /** All shares that were not begun; there are none afterwards. */
  List<int[]> drop() {
    List<int[]> left = List.copyOf(shares.subList(begun, shares.size()));
    begun = shares.size();
    return left;
  }

  /** Whether its vectors are still wanted and none of its shares has failed. */
  boolean isWanted() {
    return !answer.isDone() && order.wanted().getAsBoolean();
  }

  /** Embeds a share; the last one completes the answer. */
  void run(int[] share) {
    try {
      List<String> texts = IntStream.of(share).mapToObj(order.texts()::get).toList();
      float[][] embedded = order.embedder().embed(texts);
      put(share, embedded);
    } catch (RuntimeException | Error e) {
      // Whatever it was: whoever waits must not wait for ever.
      answer.completeExceptionally(e);
    }
  }

  void abandon(String reason) {
    answer.completeExceptionally(new AbandonedOrderException(reason));
  }

  CompletableFuture<float[][]> answer() {
    return answer;
  }

  private void put(int[] share, float[][] embedded) {
    boolean complete;
    synchronized (vectors) {
      for (int place = 0; place < share.length; place++) {
        vectors[share[place]] = embedded[place];
      }
      done++;
      complete = done == shares.size();
    }
    if (complete) {
      answer.complete(vectors);
    }
  }

  private static List<int[]> shares(int[] tokens) {
    List<Integer> byLength =
        IntStream.range(0, tokens.length)
            .boxed()
            .sorted(Comparator.comparing(text -> tokens[text]))
            .toList();
    List<int[]> shares = new ArrayList<>();
    int start = 0;
    long sum = 0;
    for (int end = 0; end < byLength.size(); end++) {
      int weight = weight(tokens[byLength.get(end)]);
      if (end > start && sum + weight > SHARE_TOKENS) {
        shares.add(places(byLength.subList(start, end)));
        start = end;
        sum = 0;
      }
      sum += weight;
    }
    shares.add(places(byLength.subList(start, byLength.size())));
    return shares;
  }

  private static int[] places(List<Integer> texts) {
    return texts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int weight(int tokens) {
    return Math.max(tokens, LEAST_TOKENS);
  }
}

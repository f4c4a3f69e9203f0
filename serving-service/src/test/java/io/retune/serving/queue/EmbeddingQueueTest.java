package io.retune.serving.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingQueueTest {
  private static final long ROOM = 100_000;

  /** A call of the embedder goes on when it gets one. */
  private final Semaphore permits = new Semaphore(0);

  private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
  private final EmbeddingQueue queue = new EmbeddingQueue(1, ROOM);

  @AfterEach
  void close() {
    permits.release(1_000_000);
    queue.close();
  }

  @Test
  void vectorsComeInTheOrderOfTheTextsWhateverTheirLengths() throws Exception {
    // Given
    List<String> texts = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
    int[] tokens = IntStream.range(0, 500).map(text -> 1 + (text * 7919) % 700).toArray();
    permits.release(1000);

    // When
    float[][] vectors = queue.embed(order(texts, tokens)).get(10, TimeUnit.SECONDS);

    // Then
    assertThat(IntStream.range(0, 500).allMatch(text -> vectors[text][0] == text)).isTrue();
    assertThat(calls).hasSizeGreaterThan(100);
    await().until(() -> queue.waitingTokens() == 0);
  }

  @Test
  void aQueryIsAnsweredBetweenTheSharesOfALongOrder() throws Exception {
    // Given
    CompletableFuture<float[][]> many = queue.embed(order(140, 500));
    await().until(() -> calls.size() == 1);

    // When
    CompletableFuture<float[][]> single = queue.embed(order(1, 5));
    permits.release(3);
    single.get(10, TimeUnit.SECONDS);

    // Then
    assertThat(many).isNotDone();
    assertThat(calls.size()).isLessThanOrEqualTo(4);
  }

  @Test
  void longOrdersTakeTurns() throws Exception {
    // Given
    CompletableFuture<float[][]> first = queue.embed(order(60, 500));
    await().until(() -> calls.size() == 1);

    // When
    CompletableFuture<float[][]> second = queue.embed(order(4, 500));
    permits.release(6);
    second.get(10, TimeUnit.SECONDS);

    // Then
    assertThat(first).isNotDone();
  }

  @Test
  void manyQueriesDoNotKeepALongOrderFromGoingOn() throws Exception {
    // Given
    CompletableFuture<float[][]> longOrder = queue.embed(order(4, 500));
    List<CompletableFuture<float[][]>> queries =
        IntStream.range(0, 100).mapToObj(query -> queue.embed(order(1, 5))).toList();

    // When
    permits.release(6);
    longOrder.get(10, TimeUnit.SECONDS);

    // Then
    assertThat(queries.stream().filter(CompletableFuture::isDone).count()).isLessThan(6);
  }

  @Test
  void whatWouldWaitTooLongIsRefusedAndShortOrdersHaveRoomLeft() {
    // Given
    queue.embed(order(140, 500));

    // When
    CompletableFuture<float[][]> query = queue.embed(order(1, 5));

    // Then
    assertThatThrownBy(() -> queue.embed(order(20, 500)))
        .asInstanceOf(type(QueueFullException.class))
        .satisfies(full -> assertThat(full.retryAfterSeconds()).isBetween(1L, 60L));
    assertThat(query).isNotCompletedExceptionally();
  }

  @Test
  void manyTinyTextsCountToo() {
    // Given
    queue.embed(order(1000, 1));

    // When, Then
    assertThatThrownBy(() -> queue.embed(order(1000, 1))).isInstanceOf(QueueFullException.class);
  }

  @Test
  void anOrderThatNobodyWaitsForIsLeftAndItsRoomIsFree() {
    // Given
    AtomicBoolean wanted = new AtomicBoolean(true);
    CompletableFuture<float[][]> left =
        queue.embed(new EmbeddingOrder(texts(100), tokens(100, 500), this::embed, wanted::get));
    await().until(() -> calls.size() == 1);

    // When
    wanted.set(false);
    permits.release(1);

    // Then
    await().until(() -> queue.waitingTokens() == 0);
    assertThat(left).isCompletedExceptionally();
    assertThat(calls).hasSize(1);
  }

  @Test
  void aFailureIsItsOwnOrdersAlone() throws Exception {
    // Given
    permits.release(100);
    Embedder broken =
        texts -> {
          throw new IllegalStateException("broken");
        };

    // When
    CompletableFuture<float[][]> failing =
        queue.embed(new EmbeddingOrder(texts(10), tokens(10, 500), broken, () -> true));
    float[][] others = queue.embed(order(3, 5)).get(10, TimeUnit.SECONDS);

    // Then
    assertThat(others).hasDimensions(3, 1);
    assertThatThrownBy(() -> failing.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("broken");
    await().until(() -> queue.waitingTokens() == 0);
  }

  @Test
  void whatWaitsAtTheEndIsToldSo() throws Exception {
    // Given
    queue.embed(order(1, 5));
    await().until(() -> calls.size() == 1);
    CompletableFuture<float[][]> waiting = queue.embed(order(1, 5));

    // When
    CompletableFuture<Void> closing = CompletableFuture.runAsync(queue::close);
    await().until(waiting::isDone);
    permits.release(1);
    closing.get(10, TimeUnit.SECONDS);

    // Then
    assertThat(waiting).isCompletedExceptionally();
    assertThatThrownBy(() -> queue.embed(order(1, 5))).isInstanceOf(AbandonedOrderException.class);
  }

  private EmbeddingOrder order(int texts, int tokens) {
    return order(texts(texts), tokens(texts, tokens));
  }

  private EmbeddingOrder order(List<String> texts, int[] tokens) {
    return new EmbeddingOrder(texts, tokens, this::embed, () -> true);
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static int[] tokens(int count, int each) {
    int[] tokens = new int[count];
    Arrays.fill(tokens, each);
    return tokens;
  }

  private float[][] embed(List<String> texts) {
    calls.add(texts);
    permits.acquireUninterruptibly();
    return texts.stream().map(text -> new float[] {Float.parseFloat(text)}).toArray(float[][]::new);
  }
}

package io.retune.serving.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.retune.adapter.Adapter;
import io.retune.adapter.follow.ReleaseReader;
import io.retune.adapter.follow.ReleaseReader.RefusedException;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The adapters used last, in bounded memory; others are read from the topics, one at a time, since
 * one may take much memory and a look through a topic. Thread-safe.
 */
public final class AdapterStore {
  /** Long enough that a client which asks for a wrong version again and again costs little. */
  private static final Duration ABSENT_FOR = Duration.ofSeconds(10);

  private static final int ABSENT_MOST = 10_000;

  /** Each holds a thread of the server, which others need. */
  private static final int CALLERS_MOST = 5;

  private final CheckpointLog log;
  private final String baseModelFingerprint;
  private final Duration timeout;
  private final Cache<Key, Kept> adapters;
  private final Cache<Key, Boolean> absent;
  private final Semaphore callers = new Semaphore(CALLERS_MOST);
  private final Semaphore reading = new Semaphore(1, true);

  private record Key(String collection, long version) {}

  /**
   * @param bytes of the record that it was read from: about what it takes in memory
   */
  private record Kept(Adapter adapter, int bytes) {}

  /**
   * @param log where adapters are read that are not in memory
   * @param baseModelFingerprint of the base model that queries are embedded with
   * @param maxBytes of the records that the adapters in memory were read from
   * @param timeout how long a caller waits for its turn to read
   */
  public AdapterStore(
      CheckpointLog log, String baseModelFingerprint, long maxBytes, Duration timeout) {
    this.log = Objects.requireNonNull(log, "log");
    this.baseModelFingerprint =
        Objects.requireNonNull(baseModelFingerprint, "baseModelFingerprint");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    this.adapters =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .<Key, Kept>weigher((key, kept) -> kept.bytes())
            // Within the call, so that memory is within its bounds when it returns.
            .executor(Runnable::run)
            .build();
    this.absent =
        Caffeine.newBuilder().maximumSize(ABSENT_MOST).expireAfterWrite(ABSENT_FOR).build();
  }

  /**
   * Keeps an adapter that was just read.
   *
   * @param bytes of the record that it was read from
   */
  void put(String collection, long version, Adapter adapter, int bytes) {
    adapters.put(new Key(collection, version), new Kept(adapter, bytes));
  }

  /**
   * The adapter of a version.
   *
   * @param version from 1
   * @return empty where the version never was, or is not kept any more
   * @throws ReleaseRefusedException if it belongs to another base model or is damaged
   * @throws StoreBusyException if too many others are being read
   * @throws org.apache.kafka.common.KafkaException if it could not be read
   */
  public Optional<Adapter> find(String collection, long version) {
    Key key = new Key(collection, version);
    return known(key).or(() -> absent.getIfPresent(key) == null ? read(key) : Optional.empty());
  }

  private Optional<Adapter> known(Key key) {
    return Optional.ofNullable(adapters.getIfPresent(key)).map(Kept::adapter);
  }

  private Optional<Adapter> read(Key key) {
    if (!callers.tryAcquire()) {
      throw new StoreBusyException();
    }
    try {
      return readInTurn(key);
    } finally {
      callers.release();
    }
  }

  private Optional<Adapter> readInTurn(Key key) {
    await();
    try {
      // Whoever waited for its turn may have waited for this one.
      return known(key).or(() -> fromTopics(key));
    } finally {
      reading.release();
    }
  }

  private Optional<Adapter> fromTopics(Key key) {
    Optional<Kept> found =
        log.find(key.collection(), key.version())
            .map(checkpoint -> new Kept(adapter(checkpoint), checkpoint.getSerializedSize()));
    found.ifPresentOrElse(kept -> adapters.put(key, kept), () -> absent.put(key, Boolean.TRUE));
    return found.map(Kept::adapter);
  }

  private Adapter adapter(AdapterCheckpoint checkpoint) {
    String collection = checkpoint.getCollection();
    try {
      return new ReleaseReader(collection, Optional.of(baseModelFingerprint))
          .read(checkpoint)
          .adapter();
    } catch (RefusedException e) {
      throw new ReleaseRefusedException(collection, checkpoint.getVersion(), e.getMessage());
    }
  }

  private void await() {
    try {
      if (!reading.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreBusyException();
    }
  }
}

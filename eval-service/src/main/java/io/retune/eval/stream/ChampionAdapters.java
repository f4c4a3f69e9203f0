package io.retune.eval.stream;

import io.retune.adapter.MalformedFileException;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.eval.release.DecodedCheckpoint;
import io.retune.eval.release.KnownAdapter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The adapters that candidates are compared with: in memory, the least recently used ones dropped,
 * and read from the topics when first needed. Thread-safe.
 */
final class ChampionAdapters {
  private static final Logger LOG = Logger.getLogger(ChampionAdapters.class);

  private final CheckpointLog log;
  private final Map<Key, KnownAdapter> known;

  ChampionAdapters(CheckpointLog log, int max) {
    this.log = log;
    this.known =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              @Override
              protected boolean removeEldestEntry(Map.Entry<Key, KnownAdapter> eldest) {
                return size() > max;
              }
            });
  }

  /** Keeps an adapter that was just released. */
  void remember(String collection, DecodedCheckpoint released) {
    KnownAdapter adapter = KnownAdapter.of(released);
    known.put(new Key(collection, adapter.version()), adapter);
  }

  /**
   * The adapter of a version; empty for version 0, the base model, and for one that cannot be read
   * any more.
   */
  Optional<KnownAdapter> find(String collection, long version) {
    if (version == 0) {
      return Optional.empty();
    }
    Key key = new Key(collection, version);
    KnownAdapter adapter = known.get(key);
    if (adapter != null) {
      return Optional.of(adapter);
    }
    Optional<KnownAdapter> read = read(collection, version);
    read.ifPresentOrElse(
        found -> known.put(key, found),
        () ->
            LOG.warnf("version %d of %s cannot be compared with: it is gone", version, collection));
    return read;
  }

  private Optional<KnownAdapter> read(String collection, long version) {
    return log.find(collection, version)
        .flatMap(
            checkpoint -> {
              try {
                return Optional.of(KnownAdapter.of(DecodedCheckpoint.of(checkpoint)));
              } catch (MalformedFileException | IllegalArgumentException e) {
                LOG.warnf(e, "version %d of %s is unreadable", version, collection);
                return Optional.empty();
              }
            });
  }

  private record Key(String collection, long version) {}
}

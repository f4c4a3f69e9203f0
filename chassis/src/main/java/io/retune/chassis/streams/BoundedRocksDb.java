package io.retune.chassis.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of memory for all state stores of a process, however many partitions it has: otherwise
 * each store takes 50 MB of cache and 48 MB of write buffers for itself. And a bound for how long a
 * file may hold what was deleted since ({@link StateCompaction}).
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  /** A setting of Kafka Streams: the age of a file that is written anew, in seconds. */
  static final String COMPACT_AFTER_CONFIG = "retune.state.compact-after.seconds";

  /** The age of a file that is written anew, without what was deleted since. */
  public static final Duration COMPACT_AFTER = Duration.ofHours(12);

  private static final long TOTAL_BYTES = 48L << 20;
  private static final long WRITE_BUFFER_BYTES = 24L << 20;
  private static final long MEMTABLE_BYTES = 4L << 20;

  /**
   * Shared by the stores of the process and never closed: they come and go with partitions, it
   * stays.
   */
  private static final Cache CACHE = sharedCache();

  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(CACHE);
    tables.setCacheIndexAndFilterBlocks(true);
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(MEMTABLE_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(tables);
    Object compactAfter = configs.getOrDefault(COMPACT_AFTER_CONFIG, COMPACT_AFTER.toSeconds());
    options.setPeriodicCompactionSeconds(Long.parseLong(compactAfter.toString()));
  }

  @Override
  public void close(String storeName, Options options) {}

  private static Cache sharedCache() {
    org.rocksdb.RocksDB.loadLibrary();
    return new LRUCache(TOTAL_BYTES);
  }
}

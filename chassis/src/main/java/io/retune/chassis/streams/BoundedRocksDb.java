package io.retune.chassis.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of memory for all state stores of a process, however many partitions it has: otherwise
 * each store takes 50 MB of cache and 48 MB of write buffers for itself.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
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
  }

  @Override
  public void close(String storeName, Options options) {}

  private static Cache sharedCache() {
    org.rocksdb.RocksDB.loadLibrary();
    return new LRUCache(TOTAL_BYTES);
  }
}

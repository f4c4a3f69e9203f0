package io.retune.bench.evaluation;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The largest heap that a garbage collection has left, which is what was needed. Thread-safe. */
final class HeapAfterCollections {
  private final AtomicLong largest = new AtomicLong();

  HeapAfterCollections() {
    Set<String> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(java.lang.management.MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    ManagementFactory.getGarbageCollectorMXBeans()
        .forEach(
            collector ->
                ((NotificationEmitter) collector)
                    .addNotificationListener(
                        (notification, handback) ->
                            note(
                                GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData())
                                    .getGcInfo()
                                    .getMemoryUsageAfterGc(),
                                heap),
                        null,
                        null));
  }

  /** In megabytes, since the last call. */
  long largestSinceLast() {
    System.gc();
    return largest.getAndSet(0) >> 20;
  }

  private void note(Map<String, MemoryUsage> usage, Set<String> heap) {
    long used =
        usage.entrySet().stream()
            .filter(pool -> heap.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    largest.accumulateAndGet(used, Math::max);
  }
}

package io.retune.eval.keyword;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The keyword indexes of this instance, each in a folder of its collection's name. An index is open
 * only while it is used, so a thousand collections cost no more memory than one.
 *
 * <p>It is remembered of which indexes no text was deleted since they were brought up to date;
 * after a start that is not known of any. Thread-safe; who wants to use an index that is in use
 * waits.
 */
public final class KeywordIndexes {
  private static final Logger LOG = Logger.getLogger(KeywordIndexes.class);

  private final Path folder;
  private final Set<String> clean = ConcurrentHashMap.newKeySet();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @param folder is made when it is first needed
   */
  public KeywordIndexes(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /** Some work on an index. */
  @FunctionalInterface
  public interface Use<T> {
    T of(KeywordIndex index) throws IOException;
  }

  /** Opens an index. */
  @FunctionalInterface
  private interface Opening {
    KeywordIndex open() throws IOException;
  }

  /**
   * Uses the index of a collection; an empty one where there is none.
   *
   * @param language ISO 639-1 code of its texts, empty where not known
   * @throws KeywordIndexException if it cannot be read or written; then it is deleted, and the next
   *     use builds it again
   */
  public <T> T use(String collection, String language, Use<T> use) {
    return use(
        collection, use, () -> KeywordIndex.open(of(collection), KeywordAnalysis.of(language)));
  }

  /** As the other, whatever the language of the index is. */
  public <T> T use(String collection, Use<T> use) {
    return use(collection, use, () -> KeywordIndex.openAsItIs(of(collection)));
  }

  /**
   * As {@link #use(String, Use)}, but does not wait where the index is in use.
   *
   * @return empty where it is
   */
  public <T> Optional<T> useIfFree(String collection, Use<T> use) {
    ReentrantLock lock = lock(collection);
    if (!lock.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(use(collection, use));
    } finally {
      lock.unlock();
    }
  }

  /** Collections that have an index here. */
  public List<String> collections() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.map(one -> one.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      LOG.warnf(e, "the keyword indexes in %s cannot be listed", folder);
      return List.of();
    }
  }

  /** Says that the index is being compared with the texts as they are now. */
  public void compared(String collection) {
    clean.add(collection);
  }

  /** Says that a text was deleted or replaced, or that a comparison was not finished. */
  public void changed(String collection) {
    clean.remove(collection);
  }

  /** Whether the index may hold a text that was deleted. */
  public boolean mayHoldDeletedText(String collection) {
    return !clean.contains(collection);
  }

  /** Says that this instance has the collection, so that its index is not dropped. */
  public void touch(String collection, Instant now) {
    try {
      Files.setLastModifiedTime(of(collection), FileTime.from(now));
    } catch (NoSuchFileException e) {
      // There is no index yet.
      return;
    } catch (IOException e) {
      LOG.warnf(e, "the keyword index of collection %s cannot be touched", collection);
    }
  }

  /**
   * Deletes the indexes that were neither used nor touched for some time: their collections belong
   * to another instance now.
   */
  public void dropUntouched(Duration time, Instant now) {
    for (String collection : collections()) {
      try {
        Instant touched = Files.getLastModifiedTime(of(collection)).toInstant();
        if (touched.isBefore(now.minus(time))) {
          delete(collection);
          LOG.infof("the keyword index of collection %s was not used and is deleted", collection);
        }
      } catch (IOException e) {
        LOG.warnf(e, "the keyword index of collection %s cannot be deleted", collection);
      }
    }
  }

  private <T> T use(String collection, Use<T> use, Opening opening) {
    ReentrantLock lock = lock(collection);
    lock.lock();
    try (KeywordIndex index = opening.open()) {
      touch(collection, Instant.now());
      return use.of(index);
    } catch (UncheckedIOException e) {
      throw broken(collection, e.getCause());
    } catch (IOException e) {
      throw broken(collection, e);
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock lock(String collection) {
    return locks.computeIfAbsent(collection, unseen -> new ReentrantLock());
  }

  private KeywordIndexException broken(String collection, IOException cause) {
    changed(collection);
    try {
      delete(collection);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new KeywordIndexException(collection, cause);
  }

  private void delete(String collection) throws IOException {
    if (!Files.exists(of(collection))) {
      return;
    }
    try (Stream<Path> files = Files.walk(of(collection))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path of(String collection) {
    return folder.resolve(collection);
  }
}

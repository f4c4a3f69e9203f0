package io.retune.ingest.source.folder;

import io.retune.ingest.source.Disappearances;
import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.FileContent;
import io.retune.ingest.source.PublishingFailed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Looks at a folder again and again, and passes on what is new, changed or gone. A file is passed
 * on once it was the same at two looks, so that none is taken half written. A file that cannot be
 * read or is too large is reported once for each of its versions, and counted. A file is gone when
 * {@link Disappearances} says so; if the folder itself cannot be read nothing is taken for gone.
 * For one thread at a time.
 */
final class FolderWatch {
  private static final Logger LOG = Logger.getLogger(FolderWatch.class);

  private final Path folder;
  private final FolderMemory memory;
  private final Disappearances disappearances;
  private final FolderSink sink;
  private final FolderMeters meters;
  private final Map<String, FileVersion> refused = new HashMap<>();
  private Map<String, FileVersion> taken;
  private Map<String, FileVersion> lastSeen = Map.of();
  private String problem;

  FolderWatch(
      Path folder,
      FolderMemory memory,
      Disappearances disappearances,
      FolderSink sink,
      FolderMeters meters) {
    this.folder = folder;
    this.memory = memory;
    this.disappearances = disappearances;
    this.sink = sink;
    this.meters = meters;
  }

  /** One look. What fails for a reason that may go away is tried again at the next. */
  void look() {
    try {
      if (taken == null) {
        taken = new TreeMap<>(memory.read());
      }
      FolderListing listing = FolderListing.of(folder);
      pass(listing);
      lastSeen = listing.files();
      if (disappearances.waiting() > 0) {
        report(
            "%d of %d files of %s are gone, more than may be deleted at once, so none is: bring them back, or set retune.ingest.folder.max-deleted-share higher"
                .formatted(disappearances.waiting(), taken.size(), folder));
      } else {
        solved();
      }
    } catch (IOException e) {
      report("the folder " + folder + " cannot be read: " + reason(e));
    } catch (PublishingFailed e) {
      report("files of " + folder + " wait: " + e.getMessage());
    }
  }

  /** Why files are not taken; empty when they are. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void pass(FolderListing listing) throws IOException, PublishingFailed {
    Map<String, FileVersion> before = Map.copyOf(taken);
    try {
      for (Map.Entry<String, FileVersion> file : listing.files().entrySet()) {
        boolean settled = file.getValue().equals(lastSeen.get(file.getKey()));
        boolean known = file.getValue().equals(taken.get(file.getKey()));
        if (settled && !known) {
          take(file.getKey(), file.getValue());
        }
      }
      List<String> deleted = disappearances.after(taken.keySet(), listing::mayHold);
      meters.waiting(disappearances.waiting());
      for (String name : deleted) {
        sink.delete(name);
        taken.remove(name);
        meters.removed();
      }
      refused.keySet().removeIf(name -> !listing.mayHold(name));
    } finally {
      if (!taken.equals(before)) {
        memory.write(taken);
      }
    }
  }

  private void take(String name, FileVersion version) throws PublishingFailed {
    try {
      sink.put(name, new FileContent(folder.resolve(name), version.size()), version);
      taken.put(name, version);
      refused.remove(name);
      meters.taken();
    } catch (DocumentTooLarge e) {
      refuse(name, version, "too-large", e.getMessage());
    } catch (NoSuchFileException e) {
      LOG.debugf("%s is gone again", name);
    } catch (IOException e) {
      refuse(name, version, "unreadable", "it cannot be read: " + reason(e));
    } catch (IllegalArgumentException e) {
      refuse(name, version, "unnamable", e.getMessage());
    }
  }

  private void refuse(String name, FileVersion version, String reason, String detail) {
    if (!version.equals(refused.put(name, version))) {
      meters.refused(reason);
      LOG.warnf("file %s is not taken: %s", folder.resolve(name), detail);
    }
  }

  private void report(String what) {
    if (!what.equals(problem)) {
      LOG.error(what);
    }
    problem = what;
  }

  private void solved() {
    if (problem != null) {
      LOG.infof("the folder %s is read again", folder);
    }
    problem = null;
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    return e instanceof NoSuchFileException ? "it does not exist" : e.getMessage();
  }
}

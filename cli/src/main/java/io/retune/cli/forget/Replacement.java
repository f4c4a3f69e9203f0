package io.retune.cli.forget;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.cluster.TopicScan;
import io.retune.cli.output.Progress;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.EntryKey;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.RetrainRequest;
import io.retune.schemas.v1.TrainingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Has a version that learned from a forgotten document replaced by one that did not. */
public final class Replacement {
  private static final Duration POLL = Duration.ofMillis(250);

  private final Cluster cluster;
  private final Progress progress;
  private final String collection;
  private final DocumentDigests document;

  /**
   * @param progress shown how far each look at the topics is
   */
  public Replacement(Cluster cluster, Progress progress, String collection, String documentId) {
    this.cluster = cluster;
    this.progress = progress;
    this.collection = collection;
    this.document = DocumentDigests.of(List.of(documentId));
  }

  /** The version that is served, if it learned from the document or may have. */
  public Optional<Long> served() {
    // Of a release no more than this is held: it has up to 62 MB of weights.
    return Optional.ofNullable(
            new TopicScan(cluster, progress)
                .latest(
                    Topics.ADAPTER_RELEASES,
                    collection::equals,
                    release -> new Served(release.getVersion(), mayHaveLearned(release)))
                .get(collection))
        .filter(Served::learned)
        .map(Served::version);
  }

  /**
   * Asks the trainer for a version that has not learned from the document. Whatever is served and
   * has, goes with it.
   */
  public void ask() {
    try (RecordWriter writer = cluster.writer()) {
      String id = UUID.randomUUID().toString();
      writer.write(
          Topics.REQUESTS,
          new EntryKey(collection, id).toString(),
          TrainingRequest.newBuilder()
              .setCollection(collection)
              .setRequestId(id)
              .setRequestedAt(InstantCodec.encode(Instant.now()))
              .setRetrain(RetrainRequest.newBuilder().setForgottenDocuments(document.bytes()))
              .build());
      writer.flush();
    }
  }

  /**
   * The same, and returns when something is served that has not learned from the document.
   *
   * @return empty if that takes longer than the timeout; the trainer has the request all the same
   */
  public Optional<AdapterRelease> askAndAwait(Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    try (Consumer<String, byte[]> consumer =
            cluster.consumerFromNow(List.of(Topics.ADAPTER_RELEASES));
        Progress.Task task = progress.begin("seconds for a version", timeout.toSeconds())) {
      ask();
      while (Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.key().equals(collection) && record.value() != null) {
            AdapterRelease release = read(record);
            if (!mayHaveLearned(release)) {
              return Optional.of(release);
            }
          }
        }
        task.at(timeout.toSeconds() - Duration.between(Instant.now(), deadline).toSeconds());
      }
      return Optional.empty();
    }
  }

  private boolean mayHaveLearned(AdapterRelease release) {
    return release.hasCheckpoint()
        && LearnedDocuments.containsAny(release.getCheckpoint().getLineage(), document)
            .orElse(true);
  }

  private static AdapterRelease read(ConsumerRecord<String, byte[]> record) {
    try {
      return Topics.ADAPTER_RELEASES.parse(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new CommandFailure("the release of " + record.key() + " cannot be read", e);
    }
  }

  private record Served(long version, boolean learned) {}
}

package io.retune.eval.forget;

import io.retune.eval.forget.ForgottenDocument.Replacement;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts together what is known of the documents that were forgotten in a collection.
 *
 * @param requests the oldest first
 * @param reports by version
 * @param releases the oldest first
 * @param forgetWithin how long a deleted record may lie on the broker's disk
 */
record ForgetLedger(
    List<ForgetRequest> requests,
    List<EvaluationReport> reports,
    List<AdapterRelease> releases,
    Duration forgetWithin) {
  /** The broker deletes a file a minute after nobody needs it any more. */
  private static final Duration FILE_DELETE_DELAY = Duration.ofMinutes(1);

  ForgetLedger {
    requests = List.copyOf(requests);
    reports = List.copyOf(reports);
    releases = List.copyOf(releases);
  }

  /** The last one forgotten first. */
  List<ForgottenDocument> documents(int limit) {
    Set<DocumentDigests> all = new LinkedHashSet<>();
    reports.forEach(report -> split(forgottenBefore(report)).forEach(all::add));
    // What was asked for again stands where it was asked for last.
    requests.stream()
        .flatMap(request -> split(request.documents()))
        .forEach(
            document -> {
              all.remove(document);
              all.add(document);
            });
    List<DocumentDigests> newestFirst = new ArrayList<>(all);
    Collections.reverse(newestFirst);
    return newestFirst.stream().limit(limit).map(this::of).toList();
  }

  /** What is known of one document; empty where it was not forgotten, as far as is known. */
  Optional<ForgottenDocument> document(String documentId) {
    DocumentDigests wanted = DocumentDigests.of(List.of(documentId));
    boolean known =
        Stream.concat(
                requests.stream().map(ForgetRequest::documents),
                reports.stream().map(ForgetLedger::forgottenBefore))
            .anyMatch(wanted::intersects);
    return known ? Optional.of(of(wanted)) : Optional.empty();
  }

  private ForgottenDocument of(DocumentDigests document) {
    Optional<Instant> askedAt =
        requests.stream()
            .filter(request -> request.documents().intersects(document))
            .map(ForgetRequest::askedAt)
            .max(Comparator.naturalOrder());
    List<Long> learned = versions(report -> hasLearned(report, document).orElse(false));
    Optional<EvaluationReport> without =
        reports.stream()
            .filter(report -> forgottenBefore(report).intersects(document))
            .filter(report -> askedAt.map(at -> !evaluatedBefore(report, at)).orElse(true))
            .findFirst();
    long served = releases.isEmpty() ? 0 : releases.get(releases.size() - 1).getVersion();
    return new ForgottenDocument(
        HexFormat.of().formatHex(document.bytes().toByteArray()),
        askedAt,
        askedAt.map(at -> at.plus(forgetWithin).plus(FILE_DELETE_DELAY)),
        learned,
        versions(report -> hasLearned(report, document).isEmpty()),
        learned.contains(served),
        without.map(EvaluationReport::getVersion),
        without
            .filter(EvaluationReport::hasCreatedAt)
            .map(report -> InstantCodec.decode(report.getCreatedAt())),
        replacement(learned, askedAt));
  }

  /** The last release that took a version out of service which had learned from it. */
  private Optional<Replacement> replacement(List<Long> learned, Optional<Instant> askedAt) {
    return IntStream.range(1, releases.size())
        .map(i -> releases.size() - i)
        .filter(i -> learned.contains(releases.get(i - 1).getVersion()))
        .filter(i -> !learned.contains(releases.get(i).getVersion()))
        .mapToObj(
            i ->
                new Replacement(
                    releases.get(i - 1).getVersion(),
                    releases.get(i).getVersion(),
                    InstantCodec.decode(releases.get(i).getReleasedAt())))
        .filter(one -> askedAt.map(at -> !one.at().isBefore(at)).orElse(true))
        .findFirst();
  }

  private List<Long> versions(Predicate<EvaluationReport> chosen) {
    return reports.stream().filter(chosen).map(EvaluationReport::getVersion).toList();
  }

  private static boolean evaluatedBefore(EvaluationReport report, Instant at) {
    return report.hasCreatedAt() && InstantCodec.decode(report.getCreatedAt()).isBefore(at);
  }

  private static Optional<Boolean> hasLearned(EvaluationReport report, DocumentDigests document) {
    return LearnedDocuments.containsAny(report.getLineage(), document);
  }

  private static DocumentDigests forgottenBefore(EvaluationReport report) {
    return new DocumentDigests(report.getLineage().getForgottenDocuments());
  }

  private static Stream<DocumentDigests> split(DocumentDigests documents) {
    return IntStream.range(0, documents.count())
        .mapToObj(
            i ->
                new DocumentDigests(
                    documents.bytes().substring(i * Long.BYTES, (i + 1) * Long.BYTES)));
  }
}

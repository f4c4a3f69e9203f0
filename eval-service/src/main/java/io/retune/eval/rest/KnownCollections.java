package io.retune.eval.rest;

import io.retune.eval.report.CollectionView;
import io.retune.eval.report.ReportView;
import io.retune.schemas.v1.EvaluationReport;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.List;

/** What the routes answer from, and 404 for what is not there. Thread-safe. */
@Singleton
final class KnownCollections {
  private final ReportView view;

  KnownCollections(ReportView view) {
    this.view = view;
  }

  /** In alphabetical order. */
  List<String> names() {
    return view.collections();
  }

  /**
   * Finds a collection.
   *
   * @throws NotFoundException if it has neither a report nor a release
   */
  CollectionView collection(String name) {
    return view.collection(name)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "nothing was evaluated or released in collection '" + name + "'"));
  }

  /**
   * Finds the report of a version.
   *
   * @throws NotFoundException if the collection has none
   */
  EvaluationReport version(String collection, long version) {
    return collection(collection).report(version).orElseThrow(() -> noVersion(collection, version));
  }

  /** The collection has no such version. */
  static NotFoundException noVersion(String collection, long version) {
    return new NotFoundException("collection '" + collection + "' has no version " + version);
  }
}

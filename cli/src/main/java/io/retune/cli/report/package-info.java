/**
 * Evaluated versions and releases, as tables and words for people.
 *
 * <p>Start at {@link io.retune.cli.report.EvaluatedVersions}. Neighbours: {@code cluster} reads the
 * topics, {@code output} prints; their JSON is {@link io.retune.schemas.json}.
 */
package io.retune.cli.report;

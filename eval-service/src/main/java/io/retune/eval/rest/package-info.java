/**
 * The HTTP side: collections, their versions and their releases.
 *
 * <p>Entry: {@link io.retune.eval.rest.CollectionsResource}, {@link
 * io.retune.eval.rest.VersionsResource} and {@link io.retune.eval.rest.ReleasesResource}. Answers
 * from {@code report} with the JSON of {@code io.retune.schemas.json}, releases by {@code release};
 * errors become problems in {@code io.retune.chassis.http}.
 */
package io.retune.eval.rest;

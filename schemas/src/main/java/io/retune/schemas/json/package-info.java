/**
 * Records of the topics as JSON for people and programs: what the REST service of evaluations
 * answers and what the command line prints are the same bytes.
 *
 * <p>Start at {@link io.retune.schemas.json.VersionJson} and {@link
 * io.retune.schemas.json.ReleaseJson}. Needs Jackson and protobuf-java-util at run time, which a
 * module that prints declares itself. Neighbour: {@code io.retune.schemas.v1}, the messages.
 */
package io.retune.schemas.json;

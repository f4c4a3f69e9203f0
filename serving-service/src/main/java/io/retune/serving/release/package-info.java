/**
 * What is released in all collections, and the weights of adapters within bounds.
 *
 * <p>{@link io.retune.serving.release.FollowedReleases} follows the topic of releases, and keeps of
 * each the version alone; {@link io.retune.serving.release.AdapterStore} keeps as many adapters as
 * its memory holds, and reads the others from the topics when they are asked for.
 */
package io.retune.serving.release;

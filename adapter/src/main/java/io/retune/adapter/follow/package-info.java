/**
 * The adapter that a collection serves now, followed on the topic of releases from within an
 * application.
 *
 * <p>Start at {@link io.retune.adapter.follow.AdapterFollower}. Neighbours: {@code weights} decodes
 * what a release carries.
 */
package io.retune.adapter.follow;

/**
 * What the followers of the releases serve, as they say themselves.
 *
 * <p>Entry: {@link io.retune.eval.follower.FollowersResource}, which asks them by {@link
 * io.retune.eval.follower.Followers}.
 */
package io.retune.eval.follower;

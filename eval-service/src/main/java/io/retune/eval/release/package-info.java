/**
 * Checkpoints and releases: reading a version's weights, releasing one by hand, following what is
 * released, and dropping old checkpoints.
 *
 * <p>Entry: {@link io.retune.eval.release.ManualReleases} for people, {@link
 * io.retune.eval.release.ReleaseFollowing} and {@link io.retune.eval.release.Retention} for {@code
 * stream}. Works on the state of {@code gate}.
 */
package io.retune.eval.release;

/**
 * What of a collection is still on its way through the stages before this one.
 *
 * <p>Start with {@link io.retune.trainer.train.upstream.Upstream}, which {@link
 * io.retune.trainer.train.stream} asks before it trains; {@link
 * io.retune.trainer.train.upstream.UpstreamReader} looks at the cluster.
 */
package io.retune.trainer.train.upstream;

/**
 * How far the consumer groups of a deployment are, for whoever shows it.
 *
 * <p>Entry: {@link io.retune.schemas.lag.GroupLags}.
 */
package io.retune.schemas.lag;

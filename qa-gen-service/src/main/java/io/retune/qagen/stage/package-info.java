/**
 * The channels from {@code nodes} and {@code queries} to {@code qa-pairs}.
 *
 * <p>Start with {@link io.retune.qagen.stage.NodesStage} and {@link
 * io.retune.qagen.stage.QueriesStage}. Questions are asked by {@link io.retune.qagen.ask}.
 */
package io.retune.qagen.stage;

/**
 * What tests of all modules need: a real broker, readers and writers of topics, records of an
 * earlier version.
 *
 * <p>Start at {@link io.retune.testing.TestBroker}. Neighbours: {@link io.retune.broker} where no
 * Docker answers, {@link io.retune.schemas} for topics.
 */
package io.retune.testing;

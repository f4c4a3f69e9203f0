/**
 * One Kafka broker in this JVM, for the local stack and for tests.
 *
 * <p>Start at {@link io.retune.broker.EmbeddedBroker}. It knows no other module.
 */
package io.retune.broker;

/**
 * Outages of servers that a stage cannot do without, such as a language model's: waited out and
 * seen. {@link io.retune.chassis.outage.RemoteDependency} makes the calls; {@link
 * io.retune.chassis.outage.RemoteDependencies} has one for each server, with its metric and its
 * health. Knows {@code lifecycle}, whose signal ends the waits.
 */
package io.retune.chassis.outage;

/**
 * What every service does the same way. A service says who it is with a {@link
 * io.retune.chassis.Service} bean; its topics are then created at the start, and {@link
 * io.retune.chassis.DeadLetters} takes the records that a channel cannot work on. The defaults of
 * all services are in {@code META-INF/microprofile-config.properties}.
 *
 * <p>Beside it: {@code http} for routes, {@code batch} for channels that write in transactions,
 * {@code outage} for servers that may be away, {@code lifecycle} for the end of a process, {@code
 * kafka} for clients beside channels and streams, {@code streams} for topologies, {@code trace} for
 * traces, {@code language} for the language of a text.
 */
package io.retune.chassis;

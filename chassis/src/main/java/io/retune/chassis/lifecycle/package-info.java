/**
 * How a process ends: {@link io.retune.chassis.lifecycle.StopSignal} ends the waits of one that is
 * told to stop, and {@link io.retune.chassis.lifecycle.LivenessWatch} ends one that lives but does
 * nothing any more, so that whoever runs it starts it again. {@link
 * io.retune.chassis.lifecycle.DaemonThreads} do not hold an end up. Knows no other package.
 */
package io.retune.chassis.lifecycle;

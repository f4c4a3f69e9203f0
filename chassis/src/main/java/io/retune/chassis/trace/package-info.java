/**
 * A document's trace from topic to topic: {@link io.retune.chassis.trace.StageTraces} begins a
 * {@link io.retune.chassis.trace.StageSpan} for each record, which writes itself into the headers
 * of what comes of the record. Knows no other package.
 */
package io.retune.chassis.trace;

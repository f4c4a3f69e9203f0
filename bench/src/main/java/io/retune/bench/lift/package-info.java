/**
 * How much an adapter lifts retrieval on question sets that people can get, through the product's
 * own code and without a stack: {@link io.retune.bench.lift.EmbeddedCollection} makes the records,
 * {@link io.retune.bench.lift.LiftBench} trains and evaluates on them.
 */
package io.retune.bench.lift;

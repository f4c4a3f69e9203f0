/**
 * {@code retune demo}: a feed goes through a stack of its own, and what came of it is told.
 *
 * <p>Start at {@link io.retune.cli.demo.DemoRun}; {@code DemoSummary} is its end. Neighbours:
 * {@code stack} runs the processes, {@code flow} tells how far they are, {@code document} reads
 * files, {@code report} words the figures.
 */
package io.retune.cli.demo;

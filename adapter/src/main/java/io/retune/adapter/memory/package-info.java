/**
 * Question memory: an adapter that also knows the local questions of the nodes, and moves a query
 * towards the nodes whose questions it resembles.
 *
 * <p>Start at {@link io.retune.adapter.memory.QuestionMemory}; {@link
 * io.retune.adapter.MemoryAdapter} applies it. Plain Java, exact, and the same to the last bit on
 * every machine.
 */
package io.retune.adapter.memory;

/**
 * The stage {@code qa-gen}: asks questions of nodes, and takes in the queries of users.
 *
 * <p>The stage ({@link io.retune.qagen.stage}) reads {@code nodes}, which the stage {@code ingest}
 * writes, has questions asked of each ({@link io.retune.qagen.ask}) and writes {@code qa-pairs},
 * which the stage {@code embed} reads. Questions come with the node, are made of its own text
 * ({@link io.retune.qagen.local}) or are written by a language model ({@link io.retune.qagen.llm});
 * bad ones are dropped ({@link io.retune.qagen.filter}). Queries come in by HTTP ({@link
 * io.retune.qagen.rest}) or straight from the topic {@code queries}.
 *
 * <p>{@link io.retune.qagen.QaGenBeans} puts it together; start there.
 */
package io.retune.qagen;

/**
 * Queries: questions that users asked, whose answer nobody knows.
 *
 * <p>Start with {@link io.retune.qagen.query.QueryLog}, which writes them to their topic for {@link
 * io.retune.qagen.rest}; {@link io.retune.qagen.stage} reads them there.
 */
package io.retune.qagen.query;

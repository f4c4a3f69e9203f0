/**
 * The HTTP interface of the stage: users' queries are recorded.
 *
 * <p>Start with {@link io.retune.qagen.rest.QueriesResource}. It writes by {@link
 * io.retune.qagen.query.QueryLog}.
 */
package io.retune.qagen.rest;

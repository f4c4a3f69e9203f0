/**
 * Reports: writing them, and keeping the latest in memory to answer requests from.
 *
 * <p>Entry: {@link io.retune.eval.report.ReportMessages} makes the record of an evaluation, {@link
 * io.retune.eval.report.ReportView} holds the latest ones for {@code rest}.
 */
package io.retune.eval.report;

/**
 * How results are printed: tables, records as JSON, numbers of things in words, text without
 * control characters.
 *
 * <p>Start at {@link io.retune.cli.output.TextTable}. It uses none of the other packages.
 */
package io.retune.cli.output;

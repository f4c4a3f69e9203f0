/**
 * The commands of {@code retune}, one class each: options in, a table or JSON out.
 *
 * <p>Start at {@link io.retune.cli.command.RetuneCommand}, which names them all. Neighbours: the
 * work itself is in {@code cluster}, {@code demo}, {@code document}, {@code forget}, {@code
 * report}, {@code service} and {@code stack}; {@code output} prints.
 */
package io.retune.cli.command;

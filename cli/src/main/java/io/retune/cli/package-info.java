/**
 * The {@code retune} command: its version and how it fails.
 *
 * <p>Start at {@link io.retune.cli.command.Retune}, the main class. Every package below may use
 * this one, and this one uses none of them.
 */
package io.retune.cli;

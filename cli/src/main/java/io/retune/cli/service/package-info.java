/**
 * The REST interfaces of the services, as far as the command uses them.
 *
 * <p>Start at {@code ServiceClient}, on which the others stand. Neighbours: {@code flow} and {@code
 * command} use them.
 */
package io.retune.cli.service;

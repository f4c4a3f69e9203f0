/**
 * Nodes and questions that come with vectors of the user's own, from a file of JSON lines: {@link
 * io.retune.cli.vectors.VectorFile} reads it line by line, {@link io.retune.cli.vectors.NodeLine}
 * is one of them. Used by the command {@code import}.
 */
package io.retune.cli.vectors;

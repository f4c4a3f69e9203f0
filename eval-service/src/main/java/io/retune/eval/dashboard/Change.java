package io.retune.eval.dashboard;

/**
 * That something is not as it was.
 *
 * @param revision another one than before; nothing else can be told from it
 */
public record Change(long revision) {}

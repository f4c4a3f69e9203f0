package io.retune.trainer.train.stream;

/**
 * What a fit that could not use everything chose from.
 *
 * @param questions labelled ones in its scope
 */
record Offered(long questions, long nodes) {}

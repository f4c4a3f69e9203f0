package io.retune.ingest.chunk;

/**
 * A sentence, or part of one that is too long: what is never cut.
 *
 * @param before what separates it from the piece before
 * @param tokens of its text; within the limit of a chunk
 * @param heading of the section it is in
 */
record Piece(String text, Boundary before, int tokens, String heading) {}

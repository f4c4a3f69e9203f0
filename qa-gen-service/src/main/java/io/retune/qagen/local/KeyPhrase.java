package io.retune.qagen.local;

/**
 * Something that a node speaks about.
 *
 * @param text as it stands in the node
 * @param weight how telling it is; above 0, only meaningful against others of the same node
 */
record KeyPhrase(String text, double weight) {}

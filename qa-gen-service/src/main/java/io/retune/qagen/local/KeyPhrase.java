package io.retune.qagen.local;

/**
 * Something that a passage speaks about.
 *
 * @param text as it stands in the passage
 * @param weight how telling it is; above 0, only meaningful against others of the same passage
 */
record KeyPhrase(String text, double weight) {}

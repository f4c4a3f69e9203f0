package io.retune.adapter.follow;

/**
 * A release that is not served, while the adapter before it still is.
 *
 * @param version 0 where it cannot be known
 * @param reason one line
 */
public record RefusedRelease(long version, String reason) {}

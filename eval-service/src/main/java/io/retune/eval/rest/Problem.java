package io.retune.eval.rest;

/** What went wrong, in one line. */
public record Problem(String error) {}

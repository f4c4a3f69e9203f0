package io.retune.adapter.dataset;

import com.google.protobuf.Message;
import io.retune.schemas.EntryKey;

/** A message with the key of its record. */
public record Keyed<V extends Message>(EntryKey key, V message) {}

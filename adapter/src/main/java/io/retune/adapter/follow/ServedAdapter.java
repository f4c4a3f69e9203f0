package io.retune.adapter.follow;

import io.retune.adapter.Adapter;
import io.retune.adapter.IdentityAdapter;

/** An adapter with its version: the two never come apart. */
public record ServedAdapter(AdapterVersion version, Adapter adapter) {

  static ServedAdapter unreleased(String collection) {
    return new ServedAdapter(AdapterVersion.unreleased(collection), new IdentityAdapter());
  }
}

package io.retune.adapter.llamaindex;

import io.retune.adapter.Adapter;
import java.util.Optional;

/**
 * An adapter that came in a directory of LlamaIndex's.
 *
 * @param manifest where it comes from; empty where Retune did not export it
 */
public record LlamaIndexAdapter(Adapter adapter, Optional<AdapterManifest> manifest) {}

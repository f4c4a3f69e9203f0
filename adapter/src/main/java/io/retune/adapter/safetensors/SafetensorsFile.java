package io.retune.adapter.safetensors;

import io.retune.adapter.tensor.AnyTensor;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors with free metadata, as a <a
 * href="https://github.com/huggingface/safetensors">safetensors</a> file holds them.
 *
 * <p>Both maps are sorted, so that equal contents are equal bytes.
 */
public record SafetensorsFile(
    SortedMap<String, String> metadata, SortedMap<String, AnyTensor> tensors) {

  /** The header's key for metadata: no tensor may bear it. */
  static final String METADATA = "__metadata__";

  /**
   * @throws IllegalArgumentException where a tensor bears the name reserved for metadata
   */
  public SafetensorsFile(Map<String, String> metadata, Map<String, ? extends AnyTensor> tensors) {
    this(new TreeMap<>(metadata), new TreeMap<>(tensors));
  }

  public SafetensorsFile {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    if (tensors.containsKey(METADATA)) {
      throw new IllegalArgumentException("no tensor may be named " + METADATA);
    }
  }
}

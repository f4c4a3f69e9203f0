package io.retune.adapter.torch;

import java.util.Arrays;
import java.util.Optional;

/** The names that a pickle may refer to. No other is ever looked up. */
enum Global {
  ORDERED_DICT("collections", "OrderedDict"),
  REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
  FLOAT_STORAGE("torch", "FloatStorage");

  private final String module;
  private final String qualifiedName;

  Global(String module, String qualifiedName) {
    this.module = module;
    this.qualifiedName = qualifiedName;
  }

  String module() {
    return module;
  }

  String qualifiedName() {
    return qualifiedName;
  }

  static Optional<Global> named(String module, String qualifiedName) {
    return Arrays.stream(values())
        .filter(known -> known.module.equals(module) && known.qualifiedName.equals(qualifiedName))
        .findFirst();
  }
}

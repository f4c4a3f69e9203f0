package io.retune.chassis.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. No role includes another. */
public enum Role {
  /** Ask how things stand. */
  READ,
  /** Send documents and queries, start trainings, bring adapters in. */
  WRITE,
  /** Decide what applications serve. */
  RELEASE;

  /** The role of this name, in lower case; empty where there is none. */
  static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  /** As files, tokens and answers have it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.retune.chassis.access;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who has shown a valid token.
 *
 * @param name on one line; never what could be taken for the gate, because releases carry it
 */
public record Caller(String name, Set<Role> roles) {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{1,200}");
  private static final Pattern GATE =
      Pattern.compile("[\\W_]*gate[\\W_]*", Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException if the name is none that a caller may have
   */
  public Caller {
    Objects.requireNonNull(name, "name");
    if (name.isBlank() || !NAME.matcher(name).matches() || GATE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a caller's name has 1 to 200 characters on one line and is not the gate's");
    }
    roles = Set.copyOf(roles);
  }

  boolean has(Role role) {
    return roles.contains(role);
  }
}

package io.retune.schemas.feedback;

import java.util.Arrays;
import java.util.Optional;

/** What a user does with a hit, by UBI's {@code action_name}. Other actions say nothing here. */
public enum UbiAction {
  /** Opened it: says little by itself, as what stands first is opened most. */
  CLICK("click"),
  /** Said that it answers. */
  THUMB_UP("thumb_up"),
  /** Said that it does not. */
  THUMB_DOWN("thumb_down");

  private final String wireName;

  UbiAction(String wireName) {
    this.wireName = wireName;
  }

  /** The value of {@code action_name}. */
  public String wireName() {
    return wireName;
  }

  /** The action of this name; empty where there is none. */
  public static Optional<UbiAction> named(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }
}

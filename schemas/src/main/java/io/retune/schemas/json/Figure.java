package io.retune.schemas.json;

/** Numbers that JSON can hold. */
final class Figure {
  private Figure() {}

  /** Null where it is infinite or not a number. */
  static Double of(double value) {
    return Double.isFinite(value) ? value : null;
  }
}

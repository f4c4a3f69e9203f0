package io.retune.eval.gate;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.retune.schemas.v1.Decision;

/**
 * How a stored state writes {@link Decision.Evidence}: under the names from before the values had
 * their present ones, so that older versions can go on from it. The present names are read too.
 */
final class StoredEvidence {
  private static final String TOO_FEW = "FEW_REAL";
  private static final String ENOUGH = "REAL";

  private StoredEvidence() {}

  /** Into the state. */
  static final class Writing extends StdConverter<Decision.Evidence, String> {
    @Override
    public String convert(Decision.Evidence evidence) {
      return switch (evidence) {
        case TOO_FEW -> TOO_FEW;
        case ENOUGH -> ENOUGH;
        default -> evidence.name();
      };
    }
  }

  /** Out of the state. */
  static final class Reading extends StdConverter<String, Decision.Evidence> {
    @Override
    public Decision.Evidence convert(String stored) {
      return switch (stored) {
        case TOO_FEW -> Decision.Evidence.TOO_FEW;
        case ENOUGH -> Decision.Evidence.ENOUGH;
        default -> Decision.Evidence.valueOf(stored);
      };
    }
  }
}

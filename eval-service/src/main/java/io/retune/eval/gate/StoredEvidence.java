package io.retune.eval.gate;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.retune.schemas.v1.Decision;

/**
 * How a stored state writes {@link Decision.Evidence}, as a Jackson mix-in: under the names from
 * before the values had their present ones, so that older versions can go on from it; the present
 * names are read too.
 */
enum StoredEvidence {
  @JsonProperty("FEW_REAL")
  @JsonAlias("TOO_FEW")
  TOO_FEW,
  @JsonProperty("REAL")
  @JsonAlias("ENOUGH")
  ENOUGH
}

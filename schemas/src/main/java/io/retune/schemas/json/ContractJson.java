package io.retune.schemas.json;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How the JSON of this package is printed. */
public final class ContractJson {
  private ContractJson() {}

  /**
   * A new mapper. The classes of this package say by themselves how they are written, so that every
   * mapper that neither sorts nor leaves out fields gives the same bytes.
   */
  public static JsonMapper mapper() {
    return JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();
  }
}

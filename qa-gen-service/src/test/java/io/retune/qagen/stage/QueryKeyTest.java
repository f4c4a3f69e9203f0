package io.retune.qagen.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.EntryKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryKeyTest {

  @ParameterizedTest
  @CsvSource({"sea/app-17,sea/query-app-17", "sea/query-3eddb04f,sea/query-3eddb04f"})
  void keepsQueriesApartFromNodes(String key, String inQaPairs) {
    // When
    EntryKey found = QueryKey.inQaPairs(EntryKey.parse(key));

    // Then
    assertThat(found).hasToString(inQaPairs);
  }
}

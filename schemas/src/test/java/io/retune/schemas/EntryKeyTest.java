package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryKeyTest {

  @Test
  void anIdMayHaveSlashesOfItsOwn() {
    // Given
    EntryKey key = new EntryKey("manuals", "guide/chapter-1.html");

    // When
    EntryKey read = EntryKey.parse(key.toString());

    // Then
    assertThat(key).hasToString("manuals/guide/chapter-1.html");
    assertThat(read).isEqualTo(key);
  }

  @Test
  void noKeyOfAnotherCollectionStartsWithACollectionsPrefix() {
    // Given
    EntryKey longer = new EntryKey("manuals-old", "1");

    // When
    String prefix = EntryKey.prefix("manuals");

    // Then
    assertThat(longer.toString()).doesNotStartWith(prefix);
    assertThat(new EntryKey("manuals", "1").toString()).startsWith(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "manuals", "/id", "manuals/", "Manuals/id", "-manuals/id", "a b/id"})
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> EntryKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQueryIsToldFromANodeByItsKey() {
    // Given
    EntryKey query = new EntryKey("manuals", "app-17");

    // When
    EntryKey key = QueryKey.of(query);

    // Then
    assertThat(key).hasToString("manuals/query-app-17");
    assertThat(QueryKey.of(key)).isEqualTo(key);
    assertThat(QueryKey.isQuery(key)).isTrue();
    assertThat(QueryKey.isQuery(query)).isFalse();
  }
}

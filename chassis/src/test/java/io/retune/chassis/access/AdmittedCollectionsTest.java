package io.retune.chassis.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmittedCollectionsTest {
  private record Settings(int max, Optional<Set<String>> allowed) implements CollectionsConfig {}

  @Test
  void takesNoMoreCollectionsThanTheSettingAndGoesOnWithThoseItHas() {
    // Given
    AdmittedCollections collections = new AdmittedCollections(new Settings(2, Optional.empty()));
    collections.admit("one");
    collections.admit("two");

    // When, Then
    assertThatThrownBy(() -> collections.admit("three"))
        .isInstanceOf(HttpProblem.class)
        .extracting(problem -> ((HttpProblem) problem).getDetail())
        .isEqualTo("collection 'three' would be one more than retune.collections.max");
    assertThatCode(() -> collections.admit("one")).doesNotThrowAnyException();
  }

  @Test
  void takesOnlyTheCollectionsThatAreNamed() {
    // Given
    AdmittedCollections collections =
        new AdmittedCollections(new Settings(2, Optional.of(Set.of("one"))));

    // When, Then
    assertThatThrownBy(() -> collections.admit("two"))
        .isInstanceOf(HttpProblem.class)
        .extracting(problem -> ((HttpProblem) problem).getStatusCode())
        .isEqualTo(403);
    assertThatCode(() -> collections.admit("one")).doesNotThrowAnyException();
  }

  @Test
  void refusesASettingThatNamesWhatNoCollectionCanBe() {
    // Given
    Settings settings = new Settings(2, Optional.of(Set.of("No Such")));

    // When, Then
    assertThatThrownBy(() -> new AdmittedCollections(settings))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.retune.eval.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchersTest {
  private final Watchers watchers = new Watchers(new Two());

  @Test
  void letsInNoMoreThanThereMayBe() {
    // Given
    watchers.enter();
    watchers.enter();

    // When
    boolean third = watchers.enter();

    // Then
    assertThat(third).isFalse();
  }

  @Test
  void givesThePlaceOfWhoHasLeftToAnother() {
    // Given
    watchers.enter();
    watchers.enter();
    watchers.leave();

    // When
    boolean next = watchers.enter();

    // Then
    assertThat(next).isTrue();
  }

  @Test
  void sendsThemAwayAtTheEnd() {
    // Given
    boolean before = watchers.areSentAway();

    // When
    watchers.forget();

    // Then
    assertThat(before).isFalse();
    assertThat(watchers.areSentAway()).isTrue();
  }

  private record Two() implements DashboardConfig {
    @Override
    public int maxWatchers() {
      return 2;
    }

    @Override
    public boolean hideText() {
      return false;
    }
  }
}

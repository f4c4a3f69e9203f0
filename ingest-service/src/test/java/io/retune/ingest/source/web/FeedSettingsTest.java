package io.retune.ingest.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedSettingsTest {
  @Test
  void aFeedTakesPagesOfItsOwnHostEveryQuarterOfAnHour() {
    // Given
    FeedsConfig config = config(Map.of("news.url", "https://Example.org/feed.xml"));

    // When
    Feed feed = Feed.all(config.feeds()).get("news");

    // Then
    assertThat(feed.allows("example.org")).isTrue();
    assertThat(feed.allows("example.com")).isFalse();
    assertThat(feed.interval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(feed.key()).hasToString("default/news");
  }

  @Test
  void hostsAreNamedOrAllAreAllowed() {
    // Given
    FeedsConfig config =
        config(
            Map.of(
                "some.url", "https://example.org/feed.xml",
                "some.hosts", "example.org,WWW.example.org",
                "all.url", "https://example.org/feed.xml",
                "all.hosts", "*"));

    // When
    Map<String, Feed> feeds = Feed.all(config.feeds());

    // Then
    assertThat(feeds.get("some").allows("www.example.org")).isTrue();
    assertThat(feeds.get("some").allows("example.com")).isFalse();
    assertThat(feeds.get("all").allows("example.com")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | ftp://example.org/feed | retune.ingest.feeds.news: url: 'ftp://example.org/feed' is no address of http or https",
        "url | https://me:secret@example.org/ | retune.ingest.feeds.news: url: it has a login, and none is sent",
        "url | example.org/feed | retune.ingest.feeds.news: url: 'example.org/feed' is no address of http or https",
        "collection | No Name | retune.ingest.feeds.news: "
      })
  void aFeedThatCannotBeStopsTheServiceWithALineThatNamesIt(
      String setting, String value, String message) {
    // Given
    Map<String, String> settings = new HashMap<>(Map.of("news.url", "https://example.org/"));
    settings.put("news." + setting, value);
    FeedsConfig config = config(settings);

    // When, then
    assertThatThrownBy(() -> Feed.all(config.feeds()))
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause()
        .message()
        .startsWith(message.strip())
        .doesNotContain("\n");
  }

  @Test
  void aNameIsOfOneWord() {
    // Given
    FeedsConfig config = config(Map.of("\"my news\".url", "https://example.org/"));

    // When, then
    assertThatThrownBy(() -> Feed.all(config.feeds()))
        .hasMessageContaining("'my news' is no name of a feed");
  }

  private static FeedsConfig config(Map<String, String> settings) {
    Map<String, String> properties = new HashMap<>();
    settings.forEach((key, value) -> properties.put("retune.ingest.feeds." + key, value));
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(FeedsConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .addDefaultInterceptors()
            .withConverters(new Converter<?>[] {new DurationConverter()})
            .build();
    return config.getConfigMapping(FeedsConfig.class);
  }
}

package io.retune.adapter.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaseShareTest {
  @Test
  void decidesAsTheOtherClientsDo() throws Exception {
    // Given
    JsonNode cases =
        new ObjectMapper().readTree(Path.of("src/test/resources/shares/base-share.json").toFile());
    List<Boolean> expected = new ArrayList<>();
    List<Boolean> decided = new ArrayList<>();

    // When
    for (JsonNode each : cases) {
      expected.add(each.get("base").booleanValue());
      decided.add(
          new BaseShare(each.get("share").doubleValue())
              .has(each.get("collection").textValue(), each.get("query").textValue()));
    }

    // Then
    assertThat(decided).hasSizeGreaterThan(100).isEqualTo(expected);
  }

  @Test
  void keepsItsShare() {
    // Given
    BaseShare share = new BaseShare(.05);

    // When
    long kept =
        IntStream.range(0, 20_000).filter(i -> share.has("default", "question " + i)).count();

    // Then: within three standard deviations
    assertThat(kept).isBetween(907L, 1093L);
  }

  @Test
  void refusesWhatIsNoShare() {
    // When, Then
    assertThatThrownBy(() -> new BaseShare(1.5)).hasMessage("a share is from 0 to 1, not 1.5");
  }
}

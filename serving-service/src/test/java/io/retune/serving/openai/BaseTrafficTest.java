package io.retune.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.adapter.follow.BaseShare;
import io.retune.serving.model.ModelName;
import io.retune.serving.model.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseTrafficTest {
  private final BaseTraffic all = new BaseTraffic(new BaseShare(1));

  @Test
  void hasSingleQueriesThatNameNoVersion() {
    // When, Then
    assertThat(all.has(request("default-query", Side.QUERY, "Why?"))).isTrue();
    assertThat(all.has(request("default-document", Side.DOCUMENT, "Why?"))).isFalse();
    assertThat(all.has(request("default@3-query", Side.QUERY, "Why?"))).isFalse();
    assertThat(all.has(request("default-query", Side.QUERY, "Why?", "How?"))).isFalse();
  }

  @Test
  void hasNoneWhereTheShareIsNothing() {
    // Given
    BaseTraffic none = new BaseTraffic(new BaseShare(0));

    // When, Then
    assertThat(none.has(request("default-query", Side.QUERY, "Why?"))).isFalse();
  }

  private static EmbeddingsRequest request(String model, Side side, String... texts) {
    return new EmbeddingsRequest(ModelName.parse(model), side, List.of(texts), Encoding.FLOAT);
  }
}

package io.retune.trainer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.schemas.v1.BaseModel;
import io.retune.trainer.train.TrainConfigs;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipesAtStartTest {

  private static final BaseModel LARGE =
      BaseModel.newBuilder().setName("large").setDimension(3072).build();

  @Test
  void anAdapterThatNoRecordHoldsStopsTheStartWithOneLine() {
    // Given: 3,072 to 4,096 and back
    RecipesAtStart start =
        new RecipesAtStart(
            TrainConfigs.with(
                Map.of(
                    "collections.\"feed\".recipe", "llama-index",
                    "llama-index.network", "two-layer",
                    "llama-index.hidden-features", "4096")));

    // When, Then
    assertThatThrownBy(() -> start.check(new StartupEvent(), LARGE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "base model large: an adapter of this recipe for 3072 dimensions has 100.7 MB, and a record holds 65.0 MB; choose a smaller retune.train.llama-index.hidden-features")
        .hasNoCause();
  }

  @Test
  void anAdapterThatFitsStarts() {
    // Given
    RecipesAtStart start = new RecipesAtStart(TrainConfigs.with(Map.of()));

    // When, Then
    assertThatCode(() -> start.check(new StartupEvent(), LARGE)).doesNotThrowAnyException();
  }
}

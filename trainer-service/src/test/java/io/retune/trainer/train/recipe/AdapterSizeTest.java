package io.retune.trainer.train.recipe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import org.junit.jupiter.api.Test;

class AdapterSizeTest {

  private static final Recipe WHITENED =
      Recipe.newBuilder().setWhitened(WhitenedRecipe.getDefaultInstance()).build();

  @Test
  void aMapOf3072DimensionsFitsIntoARecord() {
    assertThatCode(() -> AdapterSize.check(WHITENED, 3072)).doesNotThrowAnyException();
  }

  @Test
  void aMapOf4096DimensionsDoesNot() {
    assertThatThrownBy(() -> AdapterSize.check(WHITENED, 4096))
        .hasMessageContaining("67.1 MB")
        .hasMessageEndingWith("choose a base model of fewer dimensions");
  }
}

package io.retune.trainer.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.MemoryRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"384, 20000", "1536, 18017", "3072, 4426"})
  void aMemoryKeepsWhatTheRecipeSaysOrARecordHasRoomFor(int dimension, int questions) {
    // Given
    Recipe recipe = withMemory(20_000);

    // When
    int kept = AdapterSize.memory(recipe, dimension);

    // Then
    assertThat(kept).isEqualTo(questions);
  }

  @Test
  void anAdapterWithAFullMemoryFitsIntoARecord() {
    // Given
    int dimension = 3072;
    int kept = AdapterSize.memory(withMemory(20_000), dimension);
    List<float[]> rows = Collections.nCopies(kept, new float[dimension]);
    LinearAdapter linear =
        new LinearAdapter(
            Tensor.of(new float[dimension * dimension], dimension, dimension),
            Optional.of(Tensor.vector(new float[dimension])));
    QuestionMemory memory =
        QuestionMemory.of(
            rows, IntStream.range(0, kept).toArray(), rows, new QuestionMemory.Focus(16, 0.05));

    // When
    byte[] file = new AdapterWeights().encode(new MemoryAdapter(linear, memory, 0.3));

    // Then
    assertThat(file.length).isBetween(Topics.MAX_WEIGHTS_BYTES - 20_000, Topics.MAX_WEIGHTS_BYTES);
  }

  private static Recipe withMemory(int questions) {
    return Recipe.newBuilder()
        .setWhitened(
            WhitenedRecipe.newBuilder()
                .setMemory(MemoryRecipe.newBuilder().setQuestions(questions)))
        .build();
  }
}

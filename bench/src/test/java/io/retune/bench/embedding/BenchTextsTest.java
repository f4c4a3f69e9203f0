package io.retune.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTextsTest {

  @TempDir Path directory;

  @Test
  void handsTheSameTextsToEachProcess() throws IOException {
    // Given
    BenchTexts texts = BenchTexts.random();
    texts.write(directory);

    // When
    BenchTexts read = BenchTexts.read(directory);

    // Then
    assertThat(read).isEqualTo(texts).isEqualTo(BenchTexts.random());
  }

  @Test
  void takesChunksAndQuestionsOfADatasetOntoOneLineEach() throws IOException {
    // Given
    Path dataset = directory.resolve("dataset.json");
    Files.writeString(dataset, "{\"corpus\":{\"n\":\"two\\nlines\"},\"queries\":{\"q\":\"why?\"}}");

    // When
    BenchTexts texts = BenchTexts.of(dataset);

    // Then
    assertThat(texts).isEqualTo(new BenchTexts(List.of("two lines"), List.of("why?")));
  }

  @Test
  void readsBackWhatAProcessMeasuredAmongItsOtherOutput() {
    // Given
    Measured measured = new Measured(1.5, 20, 15.25, 300);

    // When
    Measured read = Measured.parse(List.of("some library's words", measured.line()));

    // Then
    assertThat(read).isEqualTo(measured);
  }

  @Test
  void comparesMedians() {
    // Given
    List<Measured> runs =
        List.of(new Measured(9, 0, 0, 0), new Measured(1, 0, 0, 0), new Measured(2, 0, 0, 0));

    // When
    double median = Measured.median(runs, Measured::chunksPerSecond);

    // Then
    assertThat(median).isEqualTo(2);
    assertThat(Agreement.cosine(new double[] {1, 0}, new double[] {3, 4}))
        .isCloseTo(.6, within(1e-12));
  }
}

package io.retune.schemas.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class DoneOffsetsTest {

  @Test
  void movesOnWhenTheLowestAreDone() {
    // Given
    DoneOffsets done = DoneOffsets.below(10).with(new OffsetRange(20, 30));

    // When
    DoneOffsets more = done.with(new OffsetRange(10, 15)).with(new OffsetRange(15, 20));

    // Then
    assertThat(done).isEqualTo(new DoneOffsets(10, List.of(new OffsetRange(20, 30))));
    assertThat(more).isEqualTo(DoneOffsets.below(30));
  }

  @Test
  void holdsWhatASetHoldsWhateverTheOrder() {
    // Given: single offsets and short ranges in an order of chance
    Random random = new Random(7);
    TreeSet<Long> expected = new TreeSet<>();
    DoneOffsets done = DoneOffsets.below(0);

    // When
    for (int i = 0; i < 150; i++) {
      long from = random.nextInt(400);
      long to = from + 1 + random.nextInt(3);
      done = done.with(new OffsetRange(from, to));
      for (long offset = from; offset < to; offset++) {
        expected.add(offset);
      }
    }

    // Then
    DoneOffsets result = done;
    assertThat(java.util.stream.LongStream.range(0, 410).filter(result::contains).boxed())
        .containsExactlyElementsOf(expected);
    assertThat(result.missingBelow(410)).isEqualTo(410 - expected.size());
    assertThat(DoneOffsets.of(result.committed())).isEqualTo(result);
  }

  @Test
  void isReadableInTheGroupsMetadata() {
    // Given
    DoneOffsets done =
        DoneOffsets.below(100).with(new OffsetRange(110, 111)).with(new OffsetRange(147, 200));

    // When
    OffsetAndMetadata committed = done.committed();

    // Then
    assertThat(committed.offset()).isEqualTo(100);
    assertThat(committed.metadata()).isEqualTo("done:a+1,10+1h");
    assertThat(DoneOffsets.below(7).committed().metadata()).isEmpty();
  }

  @Test
  void takesMetadataOfOthersForNothing() {
    // Given
    List<String> others =
        List.of("", "AQAAAZqv", "done:", "done:1", "done:+", "done:0+1", "done:1+0", "done:-1+3");

    // When / Then
    assertThat(others)
        .allSatisfy(
            metadata ->
                assertThat(DoneOffsets.of(new OffsetAndMetadata(5, metadata)))
                    .isEqualTo(DoneOffsets.below(5)));
  }

  @Test
  void countsWhatIsMissingBelowAnEndInTheMiddleOfARange() {
    // Given
    DoneOffsets done = DoneOffsets.below(10).with(new OffsetRange(20, 30));

    // When / Then
    assertThat(done.missingBelow(25)).isEqualTo(10);
    assertThat(done.missingBelow(5)).isZero();
  }

  @Test
  void refusesRangesThatTouch() {
    // When / Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DoneOffsets(3, List.of(new OffsetRange(3, 4))));
  }
}

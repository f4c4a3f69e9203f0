package io.retune.ingest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.Split;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitRuleTest {
  @Test
  void theSplitGivenWins() {
    // Given
    SplitRule rule = new SplitRule(SplitRule.By.DOCUMENT, 1);

    // When
    Split split = rule.of(Split.SPLIT_TRAIN, "document", "node");

    // Then
    assertThat(split).isEqualTo(Split.SPLIT_TRAIN);
  }

  @Test
  void theShareOfDocumentsIsMet() {
    // Given
    SplitRule rule = new SplitRule(SplitRule.By.DOCUMENT, 0.2);

    // When
    long validation =
        IntStream.range(0, 10_000)
            .filter(i -> of(rule, "document-" + i, "node") == Split.SPLIT_VALIDATION)
            .count();

    // Then: five standard deviations of a binomial share
    assertThat(validation).isBetween(1_800L, 2_200L);
  }

  @Test
  void allNodesOfADocumentAreOnOneSide() {
    // Given
    SplitRule rule = new SplitRule(SplitRule.By.DOCUMENT, 0.5);

    // When
    long sides =
        IntStream.range(0, 100).mapToObj(i -> of(rule, "document", "node-" + i)).distinct().count();

    // Then
    assertThat(sides).isEqualTo(1);
  }

  @Test
  void nodesAreOnBothSidesWhereEachIsDrawn() {
    // Given
    SplitRule rule = new SplitRule(SplitRule.By.NODE, 0.5);

    // When
    long validation =
        IntStream.range(0, 1_000)
            .filter(i -> of(rule, "document", "node-" + i) == Split.SPLIT_VALIDATION)
            .count();

    // Then
    assertThat(validation).isBetween(420L, 580L);
  }

  @Test
  void drawsADocumentWhereItAlwaysWas() {
    // Given: Python's hashlib draws 0.35016942004955176 for it
    SplitRule justOver = new SplitRule(SplitRule.By.DOCUMENT, 0.3501694200495518);
    SplitRule exactly = new SplitRule(SplitRule.By.DOCUMENT, 0.35016942004955176);

    // When
    List<Split> splits = Stream.of(justOver, exactly).map(rule -> of(rule, "b.txt", "")).toList();

    // Then
    assertThat(splits).containsExactly(Split.SPLIT_VALIDATION, Split.SPLIT_TRAIN);
  }

  @Test
  void extremeSharesAreExact() {
    // Given
    SplitRule none = new SplitRule(SplitRule.By.NODE, 0);
    SplitRule all = new SplitRule(SplitRule.By.NODE, 1);

    // When
    var splits = IntStream.range(0, 200).mapToObj(i -> of(none, "d", "n" + i)).distinct().toList();
    var others = IntStream.range(0, 200).mapToObj(i -> of(all, "d", "n" + i)).distinct().toList();

    // Then
    assertThat(splits).containsExactly(Split.SPLIT_TRAIN);
    assertThat(others).containsExactly(Split.SPLIT_VALIDATION);
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> new SplitRule(SplitRule.By.NODE, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Split of(SplitRule rule, String document, String node) {
    return rule.of(Split.SPLIT_UNSPECIFIED, document, node);
  }
}

package io.retune.qagen.question;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ids that are in topics: others would make every known question a new one. */
class QuestionIdTest {

  @Test
  void namesAQuestionByItsNodeAndItsText() {
    // When
    String id = QuestionId.of("0123abcd", "Wie groß?");

    // Then: Python's hashlib over the node's id, a line break and the text
    assertThat(id).isEqualTo("6a91af904ff5ad694149242cbcc0733a");
  }

  @Test
  void namesAQueryByItsText() {
    // When
    String id = QuestionId.ofQuery("Wie groß?");

    // Then: Python's hashlib over the text
    assertThat(id).isEqualTo("query-3eddb04ff0e7637efa5cb9fa873bbe98");
  }
}

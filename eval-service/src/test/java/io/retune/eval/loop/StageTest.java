package io.retune.eval.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.TopicNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {
  private static final TopicNames NAMES = new TopicNames("blue-");

  @ParameterizedTest
  @CsvSource({
    "INGEST, blue-retune-ingest,         true",
    "QA_GEN, blue-retune-qa-gen,         true",
    "QA_GEN, blue-retune-qa-gen-queries, true",
    "QA_GEN, blue-retune-qa-gen-feedback, true",
    "EMBED,  blue-retune-embed-0123abcd, true",
    "EMBED,  blue-retune-eval,           false",
    "TRAIN,  blue-retune-train,          true",
    "EVAL,   blue-retune-eval,           true",
    "EVAL,   retune-eval,                false"
  })
  void knowsItsConsumerGroups(Stage stage, String group, boolean its) {
    assertThat(stage.reads(group, NAMES)).isEqualTo(its);
  }

  @ParameterizedTest
  @CsvSource({
    "INGEST, dlq.ingest.documents,         true",
    "QA_GEN, dlq.qa-gen.queries,           true",
    "EMBED,  dlq.trainer.qa-pairs,         true",
    "EMBED,  dlq.trainer.embeddings,       false",
    "TRAIN,  dlq.trainer.embeddings,       true",
    "TRAIN,  dlq.trainer.qa-pairs,         false",
    "EVAL,   dlq.eval.adapter-checkpoints, true",
    "EVAL,   dlq.ingest.documents,         false"
  })
  void knowsItsDeadLetters(Stage stage, String topic, boolean its) {
    assertThat(stage.putsAside(topic)).isEqualTo(its);
  }
}

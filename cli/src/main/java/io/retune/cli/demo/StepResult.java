package io.retune.cli.demo;

import io.retune.cli.flow.FlowCounts;
import io.retune.cli.flow.Stage;
import java.time.Duration;
import java.util.Map;

/**
 * What came of one step of the feed.
 *
 * @param documents sent
 * @param removed documents deleted
 * @param before the counts when it began
 * @param after the counts when everything was quiet
 * @param stages how long after the step's begin each stage's last record came
 * @param took until everything was quiet
 */
record StepResult(
    String name,
    int documents,
    int removed,
    FlowCounts before,
    FlowCounts after,
    Map<Stage, Duration> stages,
    Duration took) {
  StepResult {
    stages = Map.copyOf(stages);
  }
}

package io.retune.cli.demo;

import io.retune.cli.flow.Stage;
import io.retune.cli.output.Count;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lines, for where the output is no terminal: one now and then, and one at a stage's end. */
final class PlainStageDisplay implements StageDisplay {
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final PrintWriter output;
  private Stage stage;
  private Instant begun;
  private Instant shown;

  PlainStageDisplay(PrintWriter output) {
    this.output = output;
  }

  @Override
  public void begin(Stage next) {
    stage = next;
    begun = Instant.now();
    shown = begun;
  }

  @Override
  public void show(long done, long all) {
    Instant now = Instant.now();
    if (Duration.between(shown, now).compareTo(PAUSE) >= 0) {
      shown = now;
      line(String.format(Locale.ROOT, "  %-9s %d of %s", stage, done, Count.of(all, stage.unit())));
    }
  }

  @Override
  public void end(long done, String remark) {
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    line(
        String.format(
            Locale.ROOT,
            "  %-9s %s%s, %.1f s",
            stage,
            Count.of(done, stage.unit()),
            remark.isEmpty() ? "" : " (" + remark + ")",
            seconds));
  }

  @Override
  public void line(String text) {
    output.println(text);
    output.flush();
  }
}

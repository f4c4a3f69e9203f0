package io.retune.cli.demo;

import io.retune.cli.flow.Stage;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar a stage, on a terminal. */
final class BarStageDisplay implements StageDisplay {
  private static final int WIDTH = 90;

  private final PrintStream terminal;
  private ProgressBar bar;

  BarStageDisplay(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begin(Stage stage) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(String.format("%-8s", stage))
            .setUnit(" " + stage.unit() + "s", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
            .setUpdateIntervalMillis(500)
            .hideEta()
            .build();
  }

  @Override
  public void show(long done, long all) {
    bar.maxHint(Math.max(done, all));
    bar.stepTo(done);
  }

  @Override
  public void end(long done, String remark) {
    bar.setExtraMessage(remark);
    show(done, done);
    bar.close();
  }

  @Override
  public void line(String text) {
    terminal.println(text);
  }
}

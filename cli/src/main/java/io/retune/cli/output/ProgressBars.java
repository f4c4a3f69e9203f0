package io.retune.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal for what takes longer than a moment; what is done sooner has none. */
public final class ProgressBars implements Progress {
  private static final int WIDTH = 90;
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final PrintStream terminal;
  private final InstantSource clock;

  public ProgressBars(PrintStream terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Task begin(String what, long all) {
    return new Bar(what, all);
  }

  private final class Bar implements Task {
    private final String what;
    private final long all;
    private final Instant patience = clock.instant().plus(MOMENT);
    private ProgressBar bar;

    private Bar(String what, long all) {
      this.what = what;
      this.all = all;
    }

    @Override
    public void at(long done) {
      if (bar == null && clock.instant().isAfter(patience)) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(all)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .setUpdateIntervalMillis(500)
                .build();
      }
      if (bar != null) {
        bar.stepTo(done);
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}

package io.retune.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.BuildFacts;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.stack.Installation;
import io.retune.cli.stack.LocalStack;
import io.retune.cli.stack.StackDirectory;
import io.retune.cli.stack.StackHeaps;
import io.retune.cli.stack.StackListener;
import io.retune.cli.stack.StackPorts;
import io.retune.cli.stack.StackSettings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A demo with a stack of its own, on free ports. */
public final class DemoRun implements AutoCloseable {
  private final DemoOptions options;
  private final StageDisplay display;
  private final CompletableFuture<String> stackFailure = new CompletableFuture<>();
  private final StackPorts ports = StackPorts.free();
  private final LocalStack stack;
  private DemoSummary summary;

  private DemoRun(DemoOptions options, StageDisplay display) {
    this.options = options;
    this.display = display;
    this.stack =
        LocalStack.in(new StackDirectory(DemoDirectory.fresh(options.data())), new Listener());
  }

  /** A demo that shows its progress as bars. */
  public static DemoRun onTerminal(DemoOptions options, PrintStream terminal) {
    return new DemoRun(options, new BarStageDisplay(terminal));
  }

  /** A demo that shows its progress as lines. */
  public static DemoRun withLines(DemoOptions options, PrintWriter output) {
    return new DemoRun(options, new PlainStageDisplay(output));
  }

  /**
   * Starts the stack, streams the feed and waits for its end. The stack stays up until this is
   * closed.
   *
   * @throws io.retune.cli.CommandFailure if it cannot complete
   */
  public void run() {
    Instant begin = Instant.now();
    Installation installation = Installation.current();
    Feed feed =
        options.isDefaultFeed()
            ? DefaultFeed.read(installation, BuildFacts.read(), options.collection())
            : FileFeed.read(options.train(), options.validation(), options.collection());
    StackSettings settings =
        new StackSettings(
            new StackDirectory(options.data()),
            ports,
            StackHeaps.DEFAULTS,
            // Nobody asks for embeddings in a demo, and it shall be quick.
            false,
            options.externalCluster(),
            options.names(),
            options.defaults(),
            options.files(),
            options.settings());
    display.line("starting a stack; its logs are in " + settings.directory().logs());
    stack.start(installation, settings);
    Duration stackStart = Duration.between(begin, Instant.now());
    display.line(String.format(Locale.ROOT, "up in %.1f s", stackStart.toMillis() / 1000.0));
    DemoResult result =
        new Demo(cluster(), trainer(), display, options.timeout(), stackFailure)
            .run(options.collection(), feed);
    summary = new DemoSummary(result, stackStart, Duration.between(begin, Instant.now()));
  }

  /** The outcome for people, once it has run. */
  public List<String> lines() {
    return summary.lines();
  }

  /** The outcome as JSON, once it has run. */
  public ObjectNode json() {
    return summary.json();
  }

  /** What the stack runs on. */
  public Cluster cluster() {
    return new Cluster(options.externalCluster().orElse(ports.bootstrap()), options.names());
  }

  /** Where the trainer service listens. */
  public URI trainer() {
    return services().get("trainer");
  }

  /** Where each service listens, by its name. */
  public Map<String, URI> services() {
    return Map.of(
        "ingest", local(ports.ingest()),
        "qa-gen", local(ports.qaGen()),
        "trainer", local(ports.trainer()),
        "eval", local(ports.eval()));
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where the stack can be reached, for people. */
  public String places() {
    return "kafka %s, ingest %d, qa-gen %d, trainer %d, eval %d on http://127.0.0.1"
        .formatted(
            cluster().bootstrap(), ports.ingest(), ports.qaGen(), ports.trainer(), ports.eval());
  }

  /** Waits until the stack cannot go on, and returns why. */
  public String awaitStackFailure() {
    return stackFailure.join();
  }

  @Override
  public void close() {
    stack.close();
  }

  private final class Listener implements StackListener {
    @Override
    public void said(String line) {
      display.line(line);
    }

    @Override
    public void failed(String reason) {
      stackFailure.complete(reason);
    }
  }
}

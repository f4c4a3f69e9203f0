package io.retune.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small shell processes stand for the broker and the services. */
@Timeout(120)
class LocalStackTest {
  private static final RestartPolicy QUICK =
      new RestartPolicy(Duration.ofMillis(10), Duration.ofMillis(20), 2, Duration.ofMinutes(10));

  @TempDir private Path folder;
  private final Recorder recorder = new Recorder();
  private LocalStack stack;

  @AfterEach
  void stopStack() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void startsTheServicesWhenTheFoundationIsReady() {
    // Given
    stack = claimed(folder);
    Component broker = component("broker", "echo broker >> order; touch broker.ready; sleep 60");
    Component service =
        component("service", "echo service >> order; touch service.ready; sleep 60");

    // When
    stack.start(List.of(broker), List.of(service));

    // Then
    assertThat(folder.resolve("order")).hasContent("broker\nservice");
  }

  @Test
  void startsAProcessThatDiesAgain() {
    // Given
    stack = claimed(folder);
    Component service =
        component("service", "echo $$ >> starts; touch service.ready; exec sleep 60");
    stack.start(List.of(), List.of(service));
    long first = Long.parseLong(lines("starts").get(0));

    // When
    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    // Then
    await().atMost(Duration.ofSeconds(30)).until(() -> lines("starts").size() == 2);
    assertThat(recorder.said).containsExactly("service ended (exit status 137); starting it again");
    assertThat(recorder.failures).isEmpty();
  }

  @Test
  void givesUpOnAProcessThatKeepsDying() {
    // Given
    stack = claimed(folder);
    Component service =
        component(
            "service",
            "echo x >> starts; [ -f service.ready ] && exit 3; touch service.ready; sleep 0.5; exit 3");

    // When
    stack.start(List.of(), List.of(service));

    // Then
    await().atMost(Duration.ofSeconds(30)).until(() -> !recorder.failures.isEmpty());
    assertThat(recorder.failures)
        .containsExactly(
            "service ended (exit status 3) again after 2 restarts; mend what the end of its log says and run up again. The log is "
                + folder.resolve("logs/service.log"));
    assertThat(lines("starts")).hasSize(3);
  }

  @Test
  void saysWhyAProcessEndedAtItsStart() {
    // Given
    stack = claimed(folder);
    Component service =
        component("service", "echo '{\"level\":\"ERROR\",\"message\":\"no such key\"}'; exit 1");

    // When, Then
    assertThatThrownBy(() -> stack.start(List.of(), List.of(service)))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "service ended at its start (exit status 1): no such key; its log is "
                + folder.resolve("logs/service.log"));
  }

  @Test
  void stopsTheServicesBeforeTheFoundation() {
    // Given
    stack = claimed(folder);
    Component broker =
        component(
            "broker",
            "trap 'echo broker >> ends; exit 0' TERM; touch broker.ready; while :; do sleep 0.05; done");
    Component service =
        component(
            "service",
            "trap 'sleep 0.3; echo service >> ends; exit 0' TERM; touch service.ready; while :; do sleep 0.05; done");
    stack.start(List.of(broker), List.of(service));

    // When
    stack.close();

    // Then
    assertThat(folder.resolve("ends")).hasContent("service\nbroker");
    assertThat(recorder.said).isEmpty();
  }

  @Test
  void leavesProcessesDeafToTheInterruptThatATerminalSendsToAll() throws Exception {
    // Given
    stack = claimed(folder);
    Component service =
        component("service", "echo $$ > process; touch service.ready; exec sleep 60");
    stack.start(List.of(), List.of(service));
    String process = lines("process").get(0);

    // When
    new ProcessBuilder("kill", "-INT", process).start().waitFor();

    // Then
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> ProcessHandle.of(Long.parseLong(process)).isPresent());
    assertThat(recorder.said).isEmpty();
  }

  @Test
  void refusesASecondStackOnTheSameDirectory() {
    // Given
    stack = claimed(folder);
    LocalStack second = new LocalStack(new StackDirectory(folder), recorder, QUICK);

    // When, Then
    assertThatThrownBy(second::claim)
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "another stack runs on "
                + folder
                + "; stop it first, or name another directory with --data");
  }

  @Test
  void endsWhatAnEarlierStackLeftRunning() throws IOException {
    // Given
    Process left = new ProcessBuilder("sleep", "60").start();
    new StackDirectory(folder).create();
    new ProcessRecord(folder.resolve("processes")).write(List.of(left.toHandle()));

    // When
    stack = claimed(folder);

    // Then
    assertThat(left.isAlive()).isFalse();
    assertThat(recorder.said)
        .containsExactly("ended 1 process that an earlier stack had left running");
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheNumberOfOneItStarted() throws IOException {
    // Given
    Process other = new ProcessBuilder("sleep", "60").start();
    new StackDirectory(folder).create();
    Files.writeString(folder.resolve("processes"), other.pid() + " 2001-01-01T00:00:00Z");

    // When
    stack = claimed(folder);

    // Then
    assertThat(other.isAlive()).isTrue();
    other.destroyForcibly();
  }

  @Test
  void forgetsItsProcessesWhenItHasStoppedThem() {
    // Given
    stack = claimed(folder);
    stack.start(List.of(), List.of(component("service", "touch service.ready; exec sleep 60")));

    // When
    stack.close();

    // Then
    assertThat(folder.resolve("processes")).doesNotExist();
  }

  private LocalStack claimed(Path directory) {
    LocalStack claimed = new LocalStack(new StackDirectory(directory), recorder, QUICK);
    claimed.claim();
    return claimed;
  }

  private Component component(String name, String script) {
    return new Component(
        name,
        StackPorts.free().eval(),
        "--port",
        List.of("/bin/sh", "-c", "cd '" + folder + "'; " + script),
        () -> Files.exists(folder.resolve(name + ".ready")));
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static final class Recorder implements StackListener {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Override
    public void said(String line) {
      said.add(line);
    }

    @Override
    public void failed(String reason) {
      failures.add(reason);
    }
  }
}

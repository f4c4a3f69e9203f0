package io.retune.qagen.llm;

import java.time.Duration;

/** The server asks for a pause. */
final class ServerBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final Duration pause;

  ServerBusyException(int status, Duration pause) {
    super("the server answered " + status + " and asks to wait " + pause.toSeconds() + " s");
    this.status = status;
    this.pause = pause;
  }

  int status() {
    return status;
  }

  Duration pause() {
    return pause;
  }
}

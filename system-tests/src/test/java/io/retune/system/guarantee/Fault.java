package io.retune.system.guarantee;

/** The kinds of faults. */
enum Fault {
  /** A service dies without a warning and is started again. */
  KILL,
  /** A service stops for longer than its session, and wakes up again. */
  PAUSE,
  /** The model servers are cut off, busy, broken or talk nonsense. */
  MODELS,
  /** A service dies, and its state directory with it. */
  WIPE,
  /** The broker dies and is started again. */
  BROKER,
  /** An instance of a service is added. */
  ADD,
  /** A service can write no more bytes to its disk, while it has to take over work of another. */
  DISK,
  /** An instance of a service is stopped for good. */
  REMOVE
}

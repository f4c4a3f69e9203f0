package io.retune.trainer.train.fit;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * PyTorch on the CPU, with one thread and without downloads, so that the same input gives the same
 * bits.
 *
 * <p>Thread-safe: {@link #run} lets one computation in at a time, which bounds the native memory
 * and suits DJL, where only one gradient can be collected in a JVM at any time.
 */
public final class TorchEngine {

  private final ReentrantLock oneAtATime = new ReentrantLock(true);

  /** Loads nothing yet: the native library is loaded by the first computation. */
  public TorchEngine() {
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("ai.djl.pytorch.num_threads", "1");
    setUnlessGiven("ai.djl.pytorch.num_interop_threads", "1");
  }

  /**
   * Runs a computation with a memory scope of its own: every array made in it is freed when it
   * ends.
   *
   * @return what the computation returns; must hold no array of the scope
   */
  public <T> T run(Function<NDManager, T> computation) {
    oneAtATime.lock();
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
      return computation.apply(manager);
    } finally {
      oneAtATime.unlock();
    }
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}

package io.retune.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kind of machine that decides the last bits of weights. */
public final class MachineKind {

  private MachineKind() {}

  /**
   * Of this machine: the last bits of a product of matrices depend on the vendor of the processor
   * and on how wide its vectors are.
   */
  public static String here() throws IOException {
    Path description = Path.of("/proc/cpuinfo");
    if (!Files.exists(description)) {
      return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
    String text = Files.readString(description);
    String vendor =
        text.lines()
            .filter(line -> line.startsWith("vendor_id"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
    String width = text.contains(" avx512f") ? "avx512" : text.contains(" avx2") ? "avx2" : "sse";
    return vendor + " " + width;
  }
}

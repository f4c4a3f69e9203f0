package io.retune.cli.stack;

import java.util.List;
import java.util.function.ToIntFunction;

/** The services of the local stack, in the order of the flow, each with a bound for its heap. */
enum Service {
  INGEST("ingest", StackPorts.INGEST_OPTION, StackPorts::ingest, 384, Compiler.QUICK),
  /** Local questions take less than half the time with the optimising compiler. */
  QA_GEN("qa-gen", StackPorts.QA_GEN_OPTION, StackPorts::qaGen, 224, Compiler.OPTIMISING),
  /** Linear algebra in Java is worth the optimising compiler. */
  TRAINER("trainer", StackPorts.TRAINER_OPTION, StackPorts::trainer, 640, Compiler.OPTIMISING),
  EVAL("eval", StackPorts.EVAL_OPTION, StackPorts::eval, 384, Compiler.OPTIMISING),
  SERVING("serving", StackPorts.SERVING_OPTION, StackPorts::serving, 256, Compiler.QUICK);

  private enum Compiler {
    QUICK,
    OPTIMISING
  }

  private final String label;
  private final String portOption;
  private final ToIntFunction<StackPorts> port;
  private final int heapMegabytes;
  private final Compiler compiler;

  Service(
      String label,
      String portOption,
      ToIntFunction<StackPorts> port,
      int heapMegabytes,
      Compiler compiler) {
    this.label = label;
    this.portOption = portOption;
    this.port = port;
    this.heapMegabytes = heapMegabytes;
    this.compiler = compiler;
  }

  String label() {
    return label;
  }

  String module() {
    return label + "-service";
  }

  String portOption() {
    return portOption;
  }

  int port(StackPorts ports) {
    return port.applyAsInt(ports);
  }

  /** Of the heap, unless the user says otherwise. */
  int heapMegabytes() {
    return heapMegabytes;
  }

  /**
   * @param heapMegabytes that its heap may grow to
   */
  List<String> virtualMachineOptions(int heapMegabytes) {
    return compiler == Compiler.QUICK
        ? JavaCommand.options(heapMegabytes, "-XX:TieredStopAtLevel=1")
        : JavaCommand.options(heapMegabytes, "-XX:ReservedCodeCacheSize=64m");
  }
}

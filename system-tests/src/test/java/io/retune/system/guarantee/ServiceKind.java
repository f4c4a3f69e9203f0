package io.retune.system.guarantee;

/** The services, in the order of the flow. */
enum ServiceKind {
  INGEST("ingest", 320),
  QA_GEN("qa-gen", 224),
  TRAINER("trainer", 320),
  EVAL("eval", 384);

  private final String label;
  private final int heapMegabytes;

  ServiceKind(String label, int heapMegabytes) {
    this.label = label;
    this.heapMegabytes = heapMegabytes;
  }

  String label() {
    return label;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }
}

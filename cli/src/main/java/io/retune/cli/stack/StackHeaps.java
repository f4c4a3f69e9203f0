package io.retune.cli.stack;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large the Java heaps of the services may grow.
 *
 * @param megabytes by the service's name, such as {@code trainer}; those not named keep their
 *     default
 */
public record StackHeaps(Map<String, Integer> megabytes) {
  public static final StackHeaps DEFAULTS = new StackHeaps(Map.of());

  private static final int LEAST = 128;
  private static final int MOST = 1 << 20;

  /**
   * @throws IllegalArgumentException where a service is unknown or its heap is no sensible size
   */
  public StackHeaps {
    megabytes = Map.copyOf(megabytes);
    megabytes.forEach(StackHeaps::check);
  }

  int of(Service service) {
    return megabytes.getOrDefault(service.label(), service.heapMegabytes());
  }

  private static void check(String service, int megabytes) {
    if (Arrays.stream(Service.values()).noneMatch(known -> known.label().equals(service))) {
      throw new IllegalArgumentException(
          "there is no service \"%s\"; there are %s"
              .formatted(
                  service,
                  Arrays.stream(Service.values())
                      .map(Service::label)
                      .collect(Collectors.joining(", "))));
    }
    if (megabytes < LEAST || megabytes > MOST) {
      throw new IllegalArgumentException(
          "a heap has %d to %,d megabytes, not %,d".formatted(LEAST, MOST, megabytes));
    }
  }
}

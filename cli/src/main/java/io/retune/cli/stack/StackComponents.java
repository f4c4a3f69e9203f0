package io.retune.cli.stack;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The processes that a local stack has. */
final class StackComponents {
  /** PyTorch: no download at run time, and one thread, because spinning threads keep cores busy. */
  private static final List<String> NATIVE_OPTIONS =
      List.of(
          "-Dai.djl.offline=true",
          "-Dai.djl.pytorch.num_threads=1",
          "-Dai.djl.pytorch.num_interop_threads=1");

  private StackComponents() {}

  static Component broker(StackSettings settings) {
    return BrokerProcess.component(settings.directory(), settings.ports().broker());
  }

  static List<Component> services(Installation installation, StackSettings settings) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    ServiceSettingsFiles files = new ServiceSettingsFiles(settings);
    return Arrays.stream(Service.values())
        .filter(service -> service != Service.SERVING || settings.serves())
        .map(service -> service(service, installation, settings, files, client))
        .toList();
  }

  private static Component service(
      Service service,
      Installation installation,
      StackSettings settings,
      ServiceSettingsFiles files,
      HttpClient client) {
    List<String> command = new ArrayList<>(List.of(JavaCommand.executable().toString()));
    command.addAll(service.virtualMachineOptions(settings.heaps().of(service)));
    command.add(JavaCommand.crashReport(settings.directory().crashReport(service.label())));
    command.addAll(NATIVE_OPTIONS);
    command.add(files.write(service));
    command.addAll(List.of("-jar", installation.serviceJar(service.module()).toString()));
    int port = service.port(settings.ports());
    return new Component(
        service.label(), port, service.portOption(), command, HttpReadiness.of(client, port));
  }
}

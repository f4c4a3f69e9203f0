package io.retune.qagen.llm;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server that speaks OpenAI's chat API, told by the test what to answer. */
public final class LlmServer implements QuarkusTestResourceLifecycleManager {

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("localhost"));

  @Override
  public Map<String, String> start() {
    server.start();
    return Map.ofEntries(
        Map.entry("retune.qa-gen.llm.enabled", "true"),
        Map.entry("retune.qa-gen.llm.base-url", server.baseUrl() + "/v1"),
        Map.entry("retune.qa-gen.llm.model", "small-model"),
        Map.entry("retune.qa-gen.llm.api-key", "not-a-real-key"),
        Map.entry("retune.qa-gen.llm.questions-per-node", "3"),
        Map.entry("retune.qa-gen.llm.timeout", "2s"),
        Map.entry("retune.qa-gen.llm.back-off", "10ms"),
        Map.entry("retune.qa-gen.llm.max-back-off", "100ms"),
        Map.entry("retune.qa-gen.llm.input-price", "0.5"),
        Map.entry("retune.qa-gen.llm.output-price", "2"),
        Map.entry("retune.qa-gen.collections.\"private\".llm", "false"));
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(WireMockServer.class));
  }

  @Override
  public void stop() {
    server.stop();
  }
}

package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests in {@code deploy/kubernetes}: that they can be read, and say what Compose says. */
class KubernetesTest {
  private static final Path MANIFESTS = Path.of("../deploy/kubernetes");

  /** Kinds by the model of the API that each has to fit, to the last field. */
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Deployment", Deployment.class,
          "Namespace", Namespace.class,
          "NetworkPolicy", NetworkPolicy.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "Service", Service.class,
          "StatefulSet", StatefulSet.class);

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Reads no field that the model does not have, which the model itself would put aside. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .build();

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void anObjectHasNoFieldThatTheApiDoesNotKnow(String name, JsonNode object) throws IOException {
    // Given
    Class<?> model = KINDS.get(object.get("kind").asText());

    // When
    Object read = STRICT.treeToValue(object, model);

    // Then
    assertThat(read).isNotNull();
  }

  @Test
  void everyFileIsApplied() throws IOException {
    // Given
    JsonNode kustomization = YAML.readTree(MANIFESTS.resolve("kustomization.yaml").toFile());

    // When
    List<String> applied = texts(kustomization.get("resources"));

    // Then
    assertThat(applied)
        .containsExactlyInAnyOrderElementsOf(
            files().map(file -> file.getFileName().toString()).toList());
    assertThat(kustomization.get("images").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(
            workloads().values().stream()
                .map(workload -> container(workload).get("image").asText())
                .toList());
  }

  @Test
  void aServiceIsTheSameAsInCompose() throws IOException {
    // Given
    Map<String, Map<String, Object>> containers = ContainersTest.containers();

    // When
    Map<String, JsonNode> workloads = workloads();

    // Then
    assertThat(workloads.keySet())
        .containsExactlyInAnyOrderElementsOf(
            containers.keySet().stream().filter(name -> name.endsWith("-service")).toList());
    workloads.forEach(
        (name, workload) -> {
          JsonNode container = container(workload);
          String compose = containers.get(name).toString();
          String port = container.at("/ports/0/containerPort").asText();
          assertThat(container.get("image").asText()).isEqualTo("retune/" + name);
          assertThat(compose)
              .contains("127.0.0.1:" + port + ":" + port)
              .contains("HEAP:-" + environment(container).get("JAVA_HEAP") + "}")
              .contains(
                  "MEMORY:-"
                      + container
                          .at("/resources/limits/memory")
                          .asText()
                          .replace("i", "")
                          .toLowerCase(Locale.ROOT)
                      + "}");
        });
  }

  @Test
  void aPodMayNothingThatItDoesNotNeed() throws IOException {
    // Given
    Matcher user =
        Pattern.compile("useradd --uid (\\d+)").matcher(Files.readString(Path.of("../Dockerfile")));
    assertThat(user.find()).isTrue();

    // When
    Map<String, JsonNode> workloads = workloads();

    // Then
    workloads.forEach(
        (name, workload) -> {
          JsonNode pod = workload.at("/spec/template/spec");
          JsonNode security = container(workload).get("securityContext");
          assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
          assertThat(pod.at("/securityContext/runAsUser").asText()).isEqualTo(user.group(1));
          assertThat(pod.at("/securityContext/fsGroup").asText()).isEqualTo(user.group(1));
          assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
          assertThat(pod.at("/securityContext/seccompProfile/type").asText())
              .isEqualTo("RuntimeDefault");
          assertThat(security.get("readOnlyRootFilesystem").asBoolean()).isTrue();
          assertThat(security.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
          assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
          assertThat(container(workload).findValuesAsText("path"))
              .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        });
  }

  @Test
  void everySettingIsOneOfTheConfigurationPage() throws IOException {
    // Given
    Set<String> known =
        Pattern.compile("(?m)^\\| `(retune\\.[a-z.-]+)`")
            .matcher(Files.readString(Path.of("../docs/configuration.md")))
            .results()
            .map(MatchResult::group)
            .map(key -> key.replaceAll("^\\| `|`$", ""))
            .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
            .collect(Collectors.toSet());

    // When
    Set<String> set = new TreeSet<>();
    objects("ConfigMap").forEach(map -> map.get("data").fieldNames().forEachRemaining(set::add));
    workloads().values().forEach(each -> set.addAll(environment(container(each)).keySet()));

    // Then
    set.removeAll(Set.of("QUARKUS_CONFIG_LOCATIONS", "JAVA_HEAP"));
    assertThat(set).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void whatBelongsToAServiceNamesItAndItsPort() throws IOException {
    // Given
    Map<String, JsonNode> workloads = workloads();

    // When
    List<JsonNode> services = objects("Service").toList();

    // Then
    assertThat(services).hasSameSizeAs(workloads.keySet());
    for (JsonNode service : services) {
      String name = service.at("/metadata/name").asText();
      JsonNode workload = workloads.get(name);
      assertThat(service.at("/spec/selector")).isEqualTo(workload.at("/spec/selector/matchLabels"));
      assertThat(workload.at("/spec/template/metadata/labels/app.kubernetes.io~1name").asText())
          .isEqualTo(name);
      assertThat(service.at("/spec/ports/0/port"))
          .isEqualTo(container(workload).at("/ports/0/containerPort"));
      assertThat(callersPorts()).contains(service.at("/spec/ports/0/port").asInt());
    }
    assertThat(objects("PodDisruptionBudget").map(each -> each.at("/spec/selector/matchLabels")))
        .containsExactlyInAnyOrderElementsOf(
            workloads.values().stream()
                .map(each -> each.at("/spec/selector/matchLabels"))
                .toList());
  }

  private static Set<Integer> callersPorts() throws IOException {
    return objects("NetworkPolicy")
        .filter(policy -> policy.at("/metadata/name").asText().equals("callers"))
        .flatMap(policy -> policy.findValues("port").stream())
        .map(JsonNode::asInt)
        .collect(Collectors.toSet());
  }

  static Stream<Arguments> objects() throws IOException {
    return all()
        .map(
            object ->
                Arguments.of(
                    object.get("kind").asText() + " " + object.at("/metadata/name").asText(),
                    object));
  }

  private static Stream<JsonNode> objects(String kind) throws IOException {
    return all().filter(object -> object.get("kind").asText().equals(kind));
  }

  private static Map<String, JsonNode> workloads() throws IOException {
    return all()
        .filter(object -> object.at("/spec/template/spec/containers").isArray())
        .collect(
            Collectors.toMap(object -> object.at("/metadata/name").asText(), object -> object));
  }

  private static JsonNode container(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0");
  }

  private static Map<String, String> environment(JsonNode container) {
    return StreamSupport.stream(container.get("env").spliterator(), false)
        .collect(
            Collectors.toMap(
                each -> each.get("name").asText(), each -> each.path("value").asText()));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> all() throws IOException {
    return files().flatMap(KubernetesTest::read);
  }

  private static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files.filter(file -> !file.endsWith("kustomization.yaml")).toList().stream();
    }
  }

  private static Stream<JsonNode> read(Path file) {
    try (var objects = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return objects.readAll().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.retune.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each room may know, and what none may do. */
class RoomsTest {
  /** Package of the room, by its folder. */
  private static final Map<String, String> ROOMS =
      Map.ofEntries(
          Map.entry("schemas", "io.retune.schemas"),
          Map.entry("adapter", "io.retune.adapter"),
          Map.entry("langchain4j", "io.retune.langchain4j"),
          Map.entry("spring-ai", "io.retune.springai"),
          Map.entry("embedding", "io.retune.embedding"),
          Map.entry("broker", "io.retune.broker"),
          Map.entry("chassis", "io.retune.chassis"),
          Map.entry("base-model", "io.retune.basemodel"),
          Map.entry("ingest-service", "io.retune.ingest"),
          Map.entry("qa-gen-service", "io.retune.qagen"),
          Map.entry("trainer-service", "io.retune.trainer"),
          Map.entry("eval-service", "io.retune.eval"),
          Map.entry("serving-service", "io.retune.serving"),
          Map.entry("cli", "io.retune.cli"),
          Map.entry("bench", "io.retune.bench"));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .importPaths(
                ROOMS.keySet().stream()
                    .map(room -> Path.of("..", room, "target", "classes"))
                    .toList());
  }

  @ParameterizedTest
  @MethodSource("knowledge")
  void aRoomKnowsOnlyTheRoomsItMay(String room, String... known) {
    String[] allowed =
        Stream.concat(Stream.of(room), Arrays.stream(known))
            .map(RoomsTest::inside)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .dependOnClassesThat(resideInAPackage("io.retune..").and(not(resideInAnyPackage(allowed))))
        .check(classes);
  }

  static Stream<Arguments> knowledge() {
    return Stream.of(
        Arguments.of("schemas", new String[] {}),
        Arguments.of("adapter", new String[] {"schemas"}),
        Arguments.of("langchain4j", new String[] {"schemas", "adapter"}),
        Arguments.of("spring-ai", new String[] {"schemas", "adapter"}),
        Arguments.of("embedding", new String[] {}),
        Arguments.of("broker", new String[] {}),
        Arguments.of("chassis", new String[] {"schemas"}),
        Arguments.of("base-model", new String[] {"schemas", "embedding"}),
        Arguments.of("ingest-service", new String[] {"schemas", "chassis", "embedding"}),
        Arguments.of("qa-gen-service", new String[] {"schemas", "chassis"}),
        Arguments.of(
            "trainer-service",
            new String[] {"schemas", "chassis", "adapter", "embedding", "base-model"}),
        Arguments.of("eval-service", new String[] {"schemas", "chassis", "adapter"}),
        Arguments.of(
            "serving-service",
            new String[] {"schemas", "chassis", "adapter", "embedding", "base-model"}),
        Arguments.of("cli", new String[] {"schemas", "adapter", "broker"}));
  }

  @Test
  void everyFolderWithCodeIsARoomOfTheRules() throws Exception {
    // Given
    Stream<Path> folders = Files.list(Path.of(".."));

    // When
    Stream<String> withCode =
        folders
            .filter(folder -> Files.isDirectory(folder.resolve("src/main/java/io/retune")))
            .map(folder -> folder.getFileName().toString());

    // Then: `testing` is not shipped
    assertThat(withCode.filter(folder -> !folder.equals("testing")))
        .containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
  }

  @Test
  void whatAnApplicationEmbedsBringsNoFrameworkAndNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            inside("adapter"), inside("schemas"), inside("langchain4j"), inside("spring-ai"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "jakarta..", "io.smallrye..", "ai.djl..", "ai.onnxruntime..")
        .check(classes);
  }

  @Test
  void baseModelsAndTheBrokerDoWithoutQuarkus() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("embedding"), inside("broker"), inside("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.smallrye..")
        .check(classes);
  }

  @Test
  void embeddingAndTrainingMeetOnlyOnTheTopic() {
    noClasses()
        .that()
        .resideInAPackage("io.retune.trainer.train..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.retune.trainer.embed..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.retune.trainer.embed..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.retune.trainer.train..")
        .check(classes);
  }

  /** Each package of the training stage, with those that it must not know. */
  @ParameterizedTest
  @CsvSource({
    "stream, rest",
    "recipe, rest|stream|examples|fit|upstream",
    "examples, rest|stream|recipe|upstream",
    "fit, rest|stream|recipe|examples|upstream",
    "upstream, rest|stream|recipe|examples|fit"
  })
  void trainReadsDownward(String name, String unknown) {
    String[] packages =
        Arrays.stream(unknown.split("\\|"))
            .map(other -> "io.retune.trainer.train." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("io.retune.trainer.train." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(classes);
  }

  @Test
  void nothingOfTheTrainerButTheFitKnowsPyTorch() {
    noClasses()
        .that()
        .resideInAPackage(inside("trainer-service"))
        .and()
        .resideOutsideOfPackage("io.retune.trainer.train.fit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(classes);
  }

  @Test
  void noPackageIsInACircle() {
    slices()
        .matching("io.retune.(**)")
        .should()
        .beFreeOfCycles()
        .check(classes.that(not(resideInAPackage("io.retune.schemas.v1.."))));
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(writtenByHand())
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(classes);
  }

  @Test
  void namesSayWhatAClassIs() {
    classes()
        .that(writtenByHand())
        .should()
        .haveNameNotMatching(".*(Utils?|Helpers?|Managers?|Impl|Common)$")
        .check(classes);
  }

  @Test
  void onlyTheCommandEndsTheProcessOrPrints() {
    noClasses()
        .that(writtenByHand())
        .and()
        .resideOutsideOfPackages(inside("cli"), inside("bench"))
        .and()
        // A process of its own: its error stream is how it speaks to its parent.
        .doNotHaveSimpleName("ExtractorProcess")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> writtenByHand() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "written by hand",
        candidate ->
            !candidate.getPackageName().startsWith("io.retune.schemas.v1")
                && !candidate.getSimpleName().contains("_"));
  }

  private static String inside(String room) {
    return ROOMS.get(room) + "..";
  }
}

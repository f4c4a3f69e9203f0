package io.retune.system;

import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.nodeTypes.NodeWithJavadoc;
import com.github.javaparser.ast.nodeTypes.NodeWithName;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reference of all settings, as Markdown, made from the source of the interfaces that read
 * them.
 */
final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      Every setting of every service. A setting is a system property (`-Dretune.topics.partitions=8`), an environment
      variable (`RETUNE_TOPICS_PARTITIONS=8`), a line of a file that `quarkus.config.locations` names, or for the local stack
      `./retune up --set retune.topics.partitions=8`. An invalid setting stops the service at its start with a line that names
      it. `?` marks what has no default and may be absent.

      This page is made from the code: `mvn verify -pl system-tests -am -Dretune.write-docs=true` writes it anew.
      """;

  private static final Set<String> LIMITS =
      Set.of(
          "Min",
          "Max",
          "Positive",
          "PositiveOrZero",
          "DecimalMin",
          "DecimalMax",
          "Pattern",
          "Size",
          "NotBlank");

  private record Row(String key, String type, String initial, String text) {}

  private final Path root;

  /** By their full names: two types of one name may stand in different places. */
  private final Map<String, ClassOrInterfaceDeclaration> interfaces = new HashMap<>();

  private final Map<String, List<String>> enums = new HashMap<>();

  ConfigurationPage(Path root) {
    this.root = root;
    StaticJavaParser.getParserConfiguration()
        .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
  }

  String text() throws IOException {
    Map<String, List<Row>> tables = new TreeMap<>();
    Map<String, String> introductions = new HashMap<>();
    Map<Path, List<ClassOrInterfaceDeclaration>> mappings = new TreeMap<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources)) {
          mappings.put(module, read(sources));
        }
      }
    }
    // All are read before: a setting's type may be of a module behind its own.
    mappings.forEach(
        (module, ofModule) -> {
          for (ClassOrInterfaceDeclaration mapping : ofModule) {
            String prefix = stringOf(annotation(mapping, "ConfigMapping").orElseThrow(), "prefix");
            List<Row> rows = new ArrayList<>();
            rows(mapping, prefix, rows);
            tables.put(prefix, rows);
            introductions.put(prefix, "`" + module.getFileName() + "`. " + javadoc(mapping));
          }
        });
    StringBuilder page = new StringBuilder(HEAD);
    tables.forEach(
        (prefix, rows) -> {
          page.append("\n## `").append(prefix).append("`\n\n").append(introductions.get(prefix));
          page.append("\n\n| setting | values | default | meaning |\n|---|---|---|---|\n");
          rows.forEach(
              row ->
                  page.append(
                      "| `%s` | %s | %s | %s |\n"
                          .formatted(row.key(), row.type(), row.initial(), row.text())));
        });
    return page.toString();
  }

  private List<ClassOrInterfaceDeclaration> read(Path sources) throws IOException {
    List<ClassOrInterfaceDeclaration> mappings = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        var unit = StaticJavaParser.parse(file);
        unit.findAll(EnumDeclaration.class)
            .forEach(
                type ->
                    enums.put(
                        type.getFullyQualifiedName().orElseThrow(),
                        type.getEntries().stream()
                            .map(entry -> kebab(entry.getNameAsString()))
                            .toList()));
        for (var type : unit.findAll(ClassOrInterfaceDeclaration.class)) {
          if (type.isInterface()) {
            type.getFullyQualifiedName().ifPresent(name -> interfaces.put(name, type));
          }
          if (annotation(type, "ConfigMapping").isPresent()) {
            mappings.add(type);
          }
        }
      }
    }
    return mappings;
  }

  private void rows(ClassOrInterfaceDeclaration type, String prefix, List<Row> rows) {
    for (MethodDeclaration method : type.getMethods()) {
      if (method.isDefault() || method.isStatic()) {
        continue;
      }
      String key =
          annotation(method, "WithParentName").isPresent()
              ? prefix
              : prefix
                  + "."
                  + annotation(method, "WithName")
                      .map(named -> stringOf(named, "value"))
                      .orElseGet(() -> kebab(method.getNameAsString()));
      rows(method, key, method.getType(), rows);
    }
    type.getExtendedTypes()
        .forEach(parent -> nested(parent).ifPresent(inherited -> rows(inherited, prefix, rows)));
  }

  private void rows(MethodDeclaration method, String key, Type type, List<Row> rows) {
    Optional<ClassOrInterfaceDeclaration> group = nested(type);
    if (group.isPresent()) {
      rows(group.get(), key, rows);
      return;
    }
    if (name(type).equals("Map")) {
      rows(method, key + ".\"<name>\"", argument(type, 1), rows);
      return;
    }
    boolean optional = name(type).startsWith("Optional");
    Type value = name(type).equals("Optional") ? argument(type, 0) : type;
    if (nested(value).isPresent()) {
      rows(nested(value).get(), key, rows);
      return;
    }
    String initial =
        annotation(method, "WithDefault")
            .map(given -> "`" + stringOf(given, "value") + "`")
            .orElse(optional ? "?" : "required");
    rows.add(new Row(key, values(value, method), initial, javadoc(method)));
  }

  private String values(Type type, MethodDeclaration method) {
    String base =
        switch (name(type)) {
          case "OptionalInt", "Integer", "int", "OptionalLong", "Long", "long", "Short", "short" ->
              "whole number";
          case "OptionalDouble", "Double", "double", "Float", "float" -> "number";
          case "Boolean", "boolean" -> "`true`, `false`";
          case "Duration" -> "duration, such as `30s`";
          case "List", "Set" -> "list of " + values(argument(type, 0), method);
          case "String" -> "text";
          case "Path" -> "path";
          case "URI" -> "address";
          default ->
              declared(type, enums)
                  .map(
                      values ->
                          values.stream()
                              .map(value -> "`" + value + "`")
                              .collect(Collectors.joining(", ")))
                  .orElse(name(type));
        };
    String limits =
        Stream.concat(method.getAnnotations().stream(), annotations(type).stream())
            .filter(candidate -> LIMITS.contains(candidate.getNameAsString()))
            .map(ConfigurationPage::limit)
            .distinct()
            .collect(Collectors.joining(", "));
    return limits.isEmpty() ? base : base + ", " + limits;
  }

  private static String limit(AnnotationExpr limit) {
    return switch (limit.getNameAsString()) {
      case "Min", "DecimalMin" -> "at least " + stringOf(limit, "value");
      case "Max", "DecimalMax" -> "at most " + stringOf(limit, "value");
      case "Positive" -> "above 0";
      case "PositiveOrZero" -> "at least 0";
      case "Pattern" -> "as `" + stringOf(limit, "regexp").replace("|", "\\|") + "`";
      case "NotBlank" -> "not blank";
      default -> limit.toString();
    };
  }

  private Optional<ClassOrInterfaceDeclaration> nested(Type type) {
    return declared(type, interfaces);
  }

  /** What a name means where it stands: the innermost type around it that has one of this name. */
  private static <T> Optional<T> declared(Type type, Map<String, T> declarations) {
    return scopes(type)
        .map(scope -> scope + "." + written(type))
        .filter(declarations::containsKey)
        .findFirst()
        .map(declarations::get);
  }

  /** The types around a name from the inside out, then what is imported, then its package. */
  private static Stream<String> scopes(Type type) {
    List<String> scopes = new ArrayList<>();
    for (var node = type.getParentNode(); node.isPresent(); node = node.get().getParentNode()) {
      if (node.get() instanceof TypeDeclaration<?> around) {
        around.getFullyQualifiedName().ifPresent(scopes::add);
      }
    }
    CompilationUnit unit = type.findCompilationUnit().orElseThrow();
    unit.getImports().stream()
        .map(NodeWithName::getNameAsString)
        .filter(imported -> imported.endsWith("." + written(type).split("\\.")[0]))
        .map(imported -> imported.substring(0, imported.lastIndexOf('.')))
        .forEach(scopes::add);
    unit.getPackageDeclaration().map(NodeWithName::getNameAsString).ifPresent(scopes::add);
    return scopes.stream();
  }

  /** With the types that it is named after, such as {@code Outer.Inner}. */
  private static String written(Type type) {
    return type instanceof ClassOrInterfaceType named ? named.getNameWithScope() : type.asString();
  }

  private static String name(Type type) {
    return type instanceof ClassOrInterfaceType named ? named.getNameAsString() : type.asString();
  }

  private static List<AnnotationExpr> annotations(Type type) {
    return type.getAnnotations();
  }

  private static Type argument(Type type, int index) {
    return ((ClassOrInterfaceType) type).getTypeArguments().orElseThrow().get(index);
  }

  private static Optional<AnnotationExpr> annotation(NodeWithAnnotations<?> node, String name) {
    return node.getAnnotationByName(name);
  }

  private static String stringOf(AnnotationExpr annotation, String member) {
    Expression value =
        annotation.isSingleMemberAnnotationExpr()
            ? annotation.asSingleMemberAnnotationExpr().getMemberValue()
            : annotation.asNormalAnnotationExpr().getPairs().stream()
                .filter(pair -> pair.getNameAsString().equals(member))
                .findFirst()
                .orElseThrow()
                .getValue();
    return value instanceof LiteralStringValueExpr literal ? literal.getValue() : value.toString();
  }

  private static String javadoc(NodeWithJavadoc<?> node) {
    String text =
        node.getJavadoc()
            .orElseThrow(() -> new IllegalStateException("a setting without a comment:\n" + node))
            .getDescription()
            .toText();
    return text.replaceAll("\\{@(?:code|link)\\s+([^}]*)}", "`$1`")
        .replaceAll("</?p>", "")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .strip();
  }

  private static String kebab(String name) {
    String words =
        name.equals(name.toUpperCase(Locale.ROOT))
            ? name.replace('_', '-')
            : name.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
    return words.toLowerCase(Locale.ROOT);
  }
}

package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TextFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Records that were written stay readable: what was published once keeps its number, its name and
 * its type.
 *
 * <p>After adding to a contract, write the published descriptors anew with {@code
 * -Dcontracts.publish=true}; a change that breaks readers is refused all the same.
 */
class ContractsTest {
  private static final Path PUBLISHED = Path.of("src/test/resources/contracts.txtpb");

  @Test
  void nothingThatWasPublishedHasChanged() throws Exception {
    // Given
    Map<String, String> published = elements(published());

    // When
    Map<String, String> current = elements(current());

    // Then
    assertThat(current).containsAllEntriesOf(published);
  }

  @Test
  void everythingIsPublished() throws Exception {
    // Given
    FileDescriptorSet current = current();
    if (Boolean.getBoolean("contracts.publish")) {
      Files.writeString(PUBLISHED, TextFormat.printer().printToString(current));
    }

    // When
    FileDescriptorSet published = published();

    // Then
    assertThat(elements(published)).isEqualTo(elements(current));
  }

  private static FileDescriptorSet published() throws Exception {
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    TextFormat.merge(Files.readString(PUBLISHED), set);
    return set.build();
  }

  private static FileDescriptorSet current() {
    SortedMap<String, FileDescriptorProto> files = new TreeMap<>();
    Topics.ALL.forEach(topic -> collect(topic.prototype().getDescriptorForType().getFile(), files));
    return FileDescriptorSet.newBuilder().addAllFile(files.values()).build();
  }

  private static void collect(FileDescriptor file, Map<String, FileDescriptorProto> files) {
    if (file.getPackage().startsWith("retune.") && !files.containsKey(file.getName())) {
      files.put(file.getName(), file.toProto());
      file.getDependencies().forEach(dependency -> collect(dependency, files));
    }
  }

  /** Each field and enum value by its number, with all that a reader relies on. */
  private static Map<String, String> elements(FileDescriptorSet set) {
    Map<String, String> elements = new TreeMap<>();
    for (FileDescriptorProto file : set.getFileList()) {
      file.getMessageTypeList().forEach(message -> elements(message, "", elements));
      file.getEnumTypeList().forEach(type -> elements(type, "", elements));
    }
    return elements;
  }

  private static void elements(
      com.google.protobuf.DescriptorProtos.DescriptorProto message,
      String outer,
      Map<String, String> elements) {
    String name = outer + message.getName();
    message
        .getFieldList()
        .forEach(
            field ->
                elements.put(
                    name + " " + field.getNumber(),
                    "%s %s %s%s"
                        .formatted(
                            field.getName(),
                            field.getLabel(),
                            field.getType(),
                            field.getTypeName())));
    message.getNestedTypeList().forEach(nested -> elements(nested, name + ".", elements));
    message.getEnumTypeList().forEach(type -> elements(type, name + ".", elements));
  }

  private static void elements(
      com.google.protobuf.DescriptorProtos.EnumDescriptorProto type,
      String outer,
      Map<String, String> elements) {
    type.getValueList()
        .forEach(
            value ->
                elements.put(outer + type.getName() + " " + value.getNumber(), value.getName()));
  }
}

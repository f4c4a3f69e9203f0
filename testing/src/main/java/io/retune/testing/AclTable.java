package io.retune.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights that the documentation gives each service. A row is {@code | user | resource | names |
 * operations |}; a name that ends with a star stands for all that begin so.
 */
public final class AclTable {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([a-z-]+)` \\| (topic|group|transactional id|cluster) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private AclTable() {}

  /** Those of a user. */
  public static List<AclBinding> of(String user, Path page) throws IOException {
    List<AclBinding> rules = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(1).equals(user)) {
        ResourceType type = ResourceType.fromString(row.group(2).replace(' ', '_'));
        NAME.matcher(row.group(3))
            .results()
            .map(name -> resource(type, name.group(1)))
            .forEach(
                resource ->
                    Arrays.stream(row.group(4).split(","))
                        .map(operation -> rule(user, resource, operation.strip()))
                        .forEach(rules::add));
      }
    }
    return rules;
  }

  private static ResourcePattern resource(ResourceType type, String name) {
    return name.length() > 1 && name.endsWith("*")
        ? new ResourcePattern(type, name.substring(0, name.length() - 1), PatternType.PREFIXED)
        : new ResourcePattern(type, name, PatternType.LITERAL);
  }

  private static AclBinding rule(String user, ResourcePattern resource, String operation) {
    return new AclBinding(
        resource,
        new AccessControlEntry(
            "User:" + user, "*", AclOperation.fromString(operation), AclPermissionType.ALLOW));
  }
}

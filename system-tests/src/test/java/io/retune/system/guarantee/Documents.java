package io.retune.system.guarantee;

import io.retune.schemas.v1.Node;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds a document in what was made of it. */
final class Documents {

  private static final Pattern MARKER = Pattern.compile(Client.MARKER);

  private Documents() {}

  /**
   * The values of a document's nodes, by key.
   *
   * @param document as {@code collection/document}
   * @param node of a value
   */
  static <V> Map<String, V> of(String document, Map<String, V> values, Function<V, Node> node) {
    int slash = document.indexOf('/');
    String prefix = document.substring(0, slash + 1);
    String id = document.substring(slash + 1);
    Map<String, V> own = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && node.apply(value).getDocumentId().equals(id)) {
            own.put(key, value);
          }
        });
    return own;
  }

  static Set<String> markers(Iterable<Node> nodes) {
    Set<String> markers = new TreeSet<>();
    for (Node node : nodes) {
      MARKER.matcher(node.getText()).results().map(MatchResult::group).forEach(markers::add);
    }
    return markers;
  }
}

package io.retune.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for people: columns as wide as their widest cell, numbers to the right, control
 * characters in cells escaped.
 */
public final class TextTable {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d,]*\\.?\\d+(%| s| MB)?|-|");
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... headings) {
    this.headings = List.of(headings);
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are headings
   */
  public TextTable row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          Count.of(cells.length, "cell") + " for " + Count.of(headings.size(), "heading"));
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).map(PrintableText::of).toList());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, the headings first, without white space at their ends. */
  public List<String> lines() {
    List<Column> columns = IntStream.range(0, headings.size()).mapToObj(this::column).toList();
    List<List<String>> all = new ArrayList<>(List.of(headings));
    all.addAll(rows);
    return all.stream().map(cells -> line(columns, cells)).toList();
  }

  private static String line(List<Column> columns, List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> columns.get(column).padded(cells.get(column)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private Column column(int index) {
    int width =
        rows.stream()
            .mapToInt(row -> row.get(index).length())
            .reduce(headings.get(index).length(), Math::max);
    boolean numeric =
        !rows.isEmpty() && rows.stream().allMatch(row -> NUMBER.matcher(row.get(index)).matches());
    return new Column(width, numeric);
  }

  /** What all cells of a column have alike. */
  private record Column(int width, boolean numeric) {
    String padded(String cell) {
      String space = " ".repeat(width - cell.length());
      return numeric ? space + cell : cell + space;
    }
  }
}

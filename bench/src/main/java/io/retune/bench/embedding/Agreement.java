package io.retune.bench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Whether the contestants did the same work. */
final class Agreement {

  private Agreement() {}

  /** Over the vectors in two files, line by line. */
  static double smallestCosine(Path one, Path other) throws IOException {
    List<String> left = Files.readAllLines(one);
    List<String> right = Files.readAllLines(other);
    double smallest = 1;
    for (int i = 0; i < left.size(); i++) {
      smallest = Math.min(smallest, cosine(vector(left.get(i)), vector(right.get(i))));
    }
    return smallest;
  }

  private static double[] vector(String line) {
    return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  static double cosine(double[] left, double[] right) {
    double product = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      product += left[i] * right[i];
      leftSquares += left[i] * left[i];
      rightSquares += right[i] * right[i];
    }
    return product / Math.sqrt(leftSquares * rightSquares);
  }
}

package io.retune.trainer.train.fit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A training worked out by another program, from a JSON file beside this class. */
record Fixture(JsonNode json) {

  static Fixture read(String name) {
    try (InputStream file = Fixture.class.getResourceAsStream(name)) {
      return new Fixture(new ObjectMapper().readTree(file));
    } catch (IOException e) {
      throw new IllegalStateException("no fixture " + name, e);
    }
  }

  double number(String field) {
    return json.required(field).doubleValue();
  }

  int count(String field) {
    return json.required(field).intValue();
  }

  static List<float[]> rows(JsonNode matrix) {
    List<float[]> rows = new ArrayList<>();
    matrix.forEach(row -> rows.add(flat(row)));
    return rows;
  }

  /** All numbers of an array of any depth, by rows. */
  static float[] flat(JsonNode array) {
    List<Float> values = new ArrayList<>();
    collect(array, values);
    float[] flat = new float[values.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = values.get(i);
    }
    return flat;
  }

  static int[] integers(JsonNode array) {
    int[] integers = new int[array.size()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = array.get(i).intValue();
    }
    return integers;
  }

  private static void collect(JsonNode node, List<Float> values) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.floatValue());
    }
  }
}

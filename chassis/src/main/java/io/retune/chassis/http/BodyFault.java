package io.retune.chassis.http;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a body that is JSON but not what the route takes.
 *
 * @param field such as {@code items[0].asked_by}; empty where the body as a whole is wrong
 * @param detail one line for the caller, without names of classes
 */
record BodyFault(String field, String detail) {
  static BodyFault of(MismatchedInputException failure) {
    String field = path(failure.getPath());
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return new BodyFault(
          field,
          "the route does not know the field '%s', only %s"
              .formatted(field, sorted(unknown.getKnownPropertyIds())));
    }
    return new BodyFault(
        field,
        field.isEmpty()
            ? "the body does not have the form that the route takes"
            : "the field '%s' does not have the type that the route takes".formatted(field));
  }

  private static String sorted(Collection<Object> names) {
    return names.stream().map(name -> "'" + name + "'").sorted().collect(Collectors.joining(", "));
  }

  private static String path(List<Reference> references) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}

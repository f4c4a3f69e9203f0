package io.retune.chassis.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * The JSON of all routes: keys in snake_case, times as ISO-8601 text, and no property in a request
 * that the route does not know, so that a misspelt one is an error and not ignored.
 *
 * <p>It is a mapper of the routes' own: libraries copy the application's, among them the client of
 * the language model, which must take what it does not know.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public final class RouteJson implements ContextResolver<ObjectMapper> {
  private final ObjectMapper mapper;

  RouteJson(ObjectMapper application) {
    this.mapper =
        application
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return mapper;
  }
}

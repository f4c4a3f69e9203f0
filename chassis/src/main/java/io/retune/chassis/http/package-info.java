/**
 * One dialect for the routes of all services: JSON in snake_case ({@link
 * io.retune.chassis.http.RouteJson}) and every error as a problem of RFC 9457, {@code
 * application/problem+json}. Query parameters are in snake_case too; that is up to each resource.
 *
 * <p>A resource throws what Jakarta REST has, such as {@code NotFoundException} or {@code
 * ClientErrorException}, with a text for the caller, or the library's {@code HttpProblem} where the
 * problem has fields of its own. The library {@code quarkus-resteasy-problem} makes problems of
 * them; {@link io.retune.chassis.http.UniformProblems} says in plain words what the framework found
 * wrong, and {@link io.retune.chassis.http.KafkaUnavailableMapper} answers 503 where the cluster is
 * away. What is refused before a route is asked looks as {@link io.retune.chassis.http.ErrorForm}
 * says. Nothing here knows another package.
 */
package io.retune.chassis.http;

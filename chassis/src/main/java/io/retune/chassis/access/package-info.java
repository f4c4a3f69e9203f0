/**
 * Who may call a service. Every request of every route passes {@link
 * io.retune.chassis.access.RouteGuard}: it refuses what a web page in somebody's browser could send
 * ({@link io.retune.chassis.access.AcceptedSites}), and where {@code retune.http.auth} says so, who
 * does not show a bearer token with the role that the method needs. A route that needs the role of
 * releases says so with {@link io.retune.chassis.access.RequiresRole}, and reads who called from
 * {@link io.retune.chassis.access.CurrentCaller}.
 *
 * <p>Knows {@code http}, whose problems it answers with.
 */
package io.retune.chassis.access;

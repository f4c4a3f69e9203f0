package io.retune.chassis.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The role that a route needs where callers show who they are, in place of {@link Role#READ} for
 * safe methods and {@link Role#WRITE} for the others.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresRole {
  /** The role. */
  Role value();
}

package io.retune.trainer.embed;

import io.retune.chassis.kafka.KafkaClients;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * The consumer groups of this deployment's base models. A model that begins deletes the groups that
 * are no longer there, so a group that is found was at work since this one began, and what it wrote
 * is to be embedded again. Thread-safe.
 */
final class EmbedGroups {

  private static final long TIMEOUT_SECONDS = 30;

  private final KafkaClients clients;
  private final String own;
  private final String prefix;

  /**
   * @param own the group of this process's base model
   * @param prefix of the groups of all base models of this deployment
   */
  EmbedGroups(KafkaClients clients, String own, String prefix) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.own = own;
    this.prefix = prefix;
    if (!own.startsWith(prefix)) {
      throw new IllegalArgumentException(own + " does not begin with " + prefix);
    }
  }

  /**
   * The groups of other base models.
   *
   * @param active those with members
   * @param left those whose members have gone
   */
  record Others(Set<String> active, Set<String> left) {

    Others {
      active = Set.copyOf(active);
      left = Set.copyOf(left);
    }
  }

  /**
   * @throws KafkaException if the cluster does not tell
   */
  Others others() {
    try (Admin admin = clients.admin()) {
      List<String> names =
          admin.listGroups().all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
              .map(GroupListing::groupId)
              .filter(name -> name.startsWith(prefix) && !name.equals(own))
              .toList();
      Set<String> active = new TreeSet<>();
      Set<String> left = new TreeSet<>();
      for (String name : names) {
        (hasMembers(admin, name) ? active : left).add(name);
      }
      return new Others(active, left);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the groups of the base models cannot be read: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** Deletes the offsets of groups, so that they read from the start when they come back. */
  void forget(Set<String> groups) {
    try (Admin admin = clients.admin()) {
      for (String group : groups) {
        delete(admin, group);
      }
    }
  }

  /**
   * Deletes the own offsets, so that reading begins at the start.
   *
   * @return false where other instances already read; then nothing is deleted
   */
  boolean forgetOwn() {
    try (Admin admin = clients.admin()) {
      return delete(admin, own);
    }
  }

  private static boolean hasMembers(Admin admin, String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    ConsumerGroupDescription described =
        admin
            .describeConsumerGroups(List.of(group))
            .describedGroups()
            .get(group)
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return !described.members().isEmpty();
  }

  private static boolean delete(Admin admin, String group) {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return true;
      }
      if (e.getCause() instanceof GroupNotEmptyException) {
        return false;
      }
      throw new KafkaException("the group " + group + " cannot be deleted: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new KafkaException("the group " + group + " cannot be deleted in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}

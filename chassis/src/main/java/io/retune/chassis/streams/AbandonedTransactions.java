package io.retune.chassis.streams;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jboss.logging.Logger;

/**
 * Ends transactions that dead instances of a Kafka Streams application have left open. The id of a
 * transaction has the id of its process, which lies in the state directory: an instance that comes
 * back without its state has another one, and nobody would end the old transaction before its
 * time-out, which is as long as the longest piece of work. Until then nobody reads what was
 * committed behind it.
 *
 * <p>A process is dead when no member of the consumer group has its id, at two looks in a row. If
 * it lives all the same, its transaction is refused as that of any instance that was replaced, and
 * it begins the work again. Not thread-safe.
 */
final class AbandonedTransactions {
  private static final Logger LOG = Logger.getLogger(AbandonedTransactions.class);
  private static final long TIMEOUT_SECONDS = 30;
  private static final String PROCESS_ID =
      "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";

  private final Admin admin;
  private final String applicationId;
  private final Pattern transactionalId;
  private final Pattern clientId;
  private Set<String> suspects = Set.of();

  /**
   * @param applicationId of the streams, which is the name of their consumer group, too
   */
  AbandonedTransactions(Admin admin, String applicationId) {
    this.admin = Objects.requireNonNull(admin, "admin");
    this.applicationId = Objects.requireNonNull(applicationId, "applicationId");
    this.transactionalId =
        Pattern.compile(Pattern.quote(applicationId) + "-" + PROCESS_ID + "-\\d+");
    this.clientId =
        Pattern.compile(Pattern.quote(applicationId) + "-" + PROCESS_ID + "-StreamThread-.*");
  }

  /**
   * Looks once, and ends what was abandoned at the look before, too.
   *
   * @return the transactional ids of what it has ended
   * @throws ExecutionException if the cluster refuses to say or to do it
   * @throws TimeoutException if the cluster does not answer
   */
  Set<String> look() throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> open = open();
    Optional<Set<String>> living = open.isEmpty() ? Optional.empty() : livingProcesses();
    if (living.isEmpty()) {
      suspects = Set.of();
      return Set.of();
    }
    open.removeIf(id -> living.get().contains(process(transactionalId, id).orElseThrow()));
    Set<String> abandoned = new HashSet<>(open);
    abandoned.retainAll(suspects);
    open.removeAll(abandoned);
    suspects = open;
    if (!abandoned.isEmpty()) {
      await(admin.fenceProducers(abandoned).all());
      LOG.warnf("transactions that dead instances had left open were ended: %s", abandoned);
    }
    return abandoned;
  }

  private Set<String> open() throws ExecutionException, TimeoutException, InterruptedException {
    Collection<TransactionListing> listed =
        await(
            admin
                .listTransactions(
                    new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all());
    return listed.stream()
        .map(TransactionListing::transactionalId)
        .filter(id -> transactionalId.matcher(id).matches())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Empty where the group is not there, or members have names of their own. */
  private Optional<Set<String>> livingProcesses()
      throws ExecutionException, TimeoutException, InterruptedException {
    Collection<MemberDescription> members;
    try {
      members =
          await(admin.describeConsumerGroups(List.of(applicationId)).all())
              .get(applicationId)
              .members();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
    Set<String> processes = new HashSet<>();
    for (MemberDescription member : members) {
      Optional<String> process = process(clientId, member.clientId());
      if (process.isEmpty()) {
        return Optional.empty();
      }
      processes.add(process.get());
    }
    return Optional.of(processes);
  }

  private static Optional<String> process(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static <T> T await(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}

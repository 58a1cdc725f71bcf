package io.tributary.channels.testing;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.Channel;
import io.tributary.channels.LearnedForm;
import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import io.tributary.events.AccountCopy;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.EmailAddresses;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider in memory: messages of accounts, found by the address as it is written, a few a page. It keeps every question it was asked. */
public final class InMemoryChannel implements Channel {

  private record Message(String id, Instant date, String address) {}

  private final int pageSize;
  private final Map<String, List<Message>> accounts = new ConcurrentHashMap<>();
  private final List<Search> questions = new CopyOnWriteArrayList<>();
  private volatile Consumer<Search> before = _ -> {};
  private volatile boolean circling;
  private volatile int mostMessages = Integer.MAX_VALUE;

  public InMemoryChannel(int pageSize) {
    this.pageSize = pageSize;
  }

  /** Lets the account exist. */
  public void connect(String account) {
    accounts.computeIfAbsent(account, _ -> new CopyOnWriteArrayList<>());
  }

  public void add(String account, String id, Instant date, String address) {
    connect(account);
    accounts.get(account).add(new Message(id, date, address));
  }

  /** Called before every page; may throw what the provider would answer. */
  public void before(Consumer<Search> step) {
    before = step;
  }

  /** From now on every page leads to the second message, once more. */
  public void circling() {
    circling = true;
  }

  /** From now on a page with more messages than that cannot be taken in. */
  public void tooLargeAbove(int messages) {
    mostMessages = messages;
  }

  public List<Search> questions() {
    return List.copyOf(questions);
  }

  public void forgetQuestions() {
    questions.clear();
  }

  @Override
  public io.tributary.events.Channel kind() {
    return io.tributary.events.Channel.EMAIL;
  }

  @Override
  public AccountProfile profile(String account) {
    if (!accounts.containsKey(account)) {
      throw new ProviderFailed(ProviderFailure.GONE, "There is no such account.");
    }
    var own = EmailAddresses.identify(account + "@own.example").found().orElseThrow();
    return new AccountProfile(ConnectionStatus.OK, account, List.of(own));
  }

  @Override
  public MessagePage page(Search search) {
    questions.add(search);
    before.accept(search);
    var left = search.cursor() == null ? shownFor(search) : behind(search.cursor(), shownFor(search));
    var page = left.subList(0, Math.min(Math.max(1, pageSize / search.pageShare()), left.size()));
    if (mostMessages < page.size()) {
      throw new AnswerTooLarge("The page is too large.");
    }
    var ids = new HashSet<String>();
    page.forEach(message -> ids.add(message.id()));
    return new MessagePage(
        page.stream().map(message -> observation(search, message)).toList(),
        ids,
        0,
        0,
        page.isEmpty() ? null : page.getFirst().date(),
        learned(page),
        circling ? shownFor(search).getFirst().id() : page.size() < left.size() ? page.getLast().id() : null);
  }

  /** A cursor is the last message that was shown: what comes in the meantime shifts no page. */
  private static List<Message> behind(String cursor, List<Message> all) {
    return all.stream().dropWhile(message -> !message.id().equals(cursor)).skip(1).toList();
  }

  private List<Message> shownFor(Search search) {
    var forms = search.forms().stream().map(form -> form.toLowerCase(Locale.ROOT)).toList();
    return accounts.getOrDefault(search.account().id(), List.of()).stream()
        .filter(message -> forms.contains(message.address().toLowerCase(Locale.ROOT)))
        .filter(message -> isAfter(message.date(), search.after()))
        .sorted(Comparator.comparing(Message::date).reversed())
        .toList();
  }

  private static boolean isAfter(Instant date, @Nullable Instant bound) {
    return bound == null || date.isAfter(bound);
  }

  private static Set<LearnedForm> learned(List<Message> page) {
    var learned = new HashSet<LearnedForm>();
    for (var message : page) {
      var canonical = EmailAddresses.identify(message.address()).found().orElseThrow().getCanonical();
      if (!canonical.equals(message.address())) {
        learned.add(new LearnedForm(canonical, message.address()));
      }
    }
    return learned;
  }

  private CommunicationObserved observation(Search search, Message message) {
    var account = search.account();
    return CommunicationObserved.newBuilder()
        .setTenant(account.tenant())
        .setChannel(kind())
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(message.id())
        .setSentAt(message.date())
        .setParticipants(List.of(ObservedParticipant.newBuilder()
            .setRole(ParticipantRole.FROM)
            .setAliases(List.of(EmailAddresses.identify(message.address()).found().orElseThrow()))
            .build()))
        .setCopy(AccountCopy.newBuilder().setAccount(account.id()).setProviderId(message.id()).build())
        .setLearntBy(LearntBy.SYNC)
        .setFoundFor(search.record())
        .setObservedAt(Instant.EPOCH)
        .build();
  }
}

package io.tributary.system.queue;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** UniPile's double in the test's own process, where nobody disturbs it: accounts of WhatsApp, the people who write to them, the log of calls. */
final class Provider implements AutoCloseable {

  private static final int ACCOUNTS = 2;
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T10:00:00Z");

  /** Long enough that whoever is killed is killed in the middle of something. */
  private static final Duration LATENCY = Duration.ofMillis(80);

  private final UnipileSimulator simulator = UnipileSimulator.start(UnipileOptions.empty());
  private final Map<String, List<Messenger>> accounts = new TreeMap<>();
  private final Map<String, Place> chats = new ConcurrentHashMap<>();
  private final Map<String, RecordKey> holders = new ConcurrentHashMap<>();
  private int people;

  /** With whom a chat is, and whose. */
  private record Place(String number, String account) {}

  Provider(List<String> tenants) {
    simulator.latency(LATENCY);
    for (var tenant : tenants) {
      var own = new ArrayList<Messenger>();
      for (var i = 0; i < ACCOUNTS; i++) {
        own.add(simulator.connect(WhatsAppContact.of("Owner", "+4915200%06d".formatted(accounts.size() * ACCOUNTS + i))));
      }
      accounts.put(tenant, own);
    }
  }

  String url() {
    return simulator.uri().toString();
  }

  List<String> accountsOf(String tenant) {
    return messengers(tenant).stream().map(Messenger::id).toList();
  }

  Map<String, List<String>> accountsByTenant() {
    return accounts.keySet().stream().collect(Collectors.toMap(tenant -> tenant, this::accountsOf));
  }

  /** Somebody new, whose number the record gets. */
  synchronized Person meet(RecordKey record) {
    var number = "+49151%08d".formatted(++people);
    holders.put(digits(number), record);
    var messages = new TreeMap<String, List<String>>();
    for (var account : messengers(record.tenant())) {
      account.quietly(() -> {
        var chat = account.chatWith(WhatsAppContact.of("Person " + people, number));
        chats.put(chat.id(), new Place(digits(number), account.id()));
        messages.put(account.id(), talk(chat));
      });
    }
    return new Person(number, messages);
  }

  private static List<String> talk(Chat chat) {
    return List.of(
        chat.receive("Hello", LONG_AGO).providerId(), chat.send("Hello yourself", LONG_AGO.plusSeconds(60)).providerId(),
        chat.receive("Bye", LONG_AGO.plusSeconds(120)).providerId());
  }

  /** Calls for somebody, the oldest first. */
  List<Call> calls() {
    return simulator.log().stream().map(this::call).flatMap(Optional::stream).toList();
  }

  /** Somebody is looked for by the JID, and then the chat is read by its id; calls for nobody are left out. */
  private Optional<Call> call(LoggedCall logged) {
    var parts = logged.path().split("[/,@]|%40|%2C");
    return Stream.of(parts).map(part -> placeOf(part, logged)).filter(Objects::nonNull).findFirst().map(place -> new Call(
        Instant.parse(logged.at()), place.account(), Objects.requireNonNull(holders.get(place.number())), "+" + place.number(),
        logged.path().contains("/chat_attendees/")));
  }

  private @Nullable Place placeOf(String part, LoggedCall logged) {
    return holders.containsKey(part) ? new Place(part, Objects.requireNonNull(logged.account(), logged.path())) : chats.get(part);
  }

  private List<Messenger> messengers(String tenant) {
    return Objects.requireNonNull(accounts.get(tenant), tenant);
  }

  private static String digits(String number) {
    return number.substring(1);
  }

  @Override
  public void close() {
    simulator.close();
  }
}

package io.tributary.participants.intake;

import io.tributary.identifiers.EmailAddresses;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Notes who wrote to us and is held by no record, for tenants that want records of such people: {@code MakeContacts} makes one of each who is still
 * unknown after the grace. One who became a record is never noted again. Called once the identities are locked.
 */
final class NoteUnknownSenders {

  private static final String WANTING = """
      select tenant, default_contact_since from tenant_settings where default_contact_pipeline is not null and tenant = any(?::text[])""";

  private static final String NOTE = """
      insert into new_contacts (tenant, kind, value, written, display_name, identities)
      select x.tenant, x.kind, x.value, x.written, x.display_name, x.identities::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, kind, value, written, display_name, identities)
      where not exists (
        select from jsonb_to_recordset(x.identities::jsonb) as shown (kind text, value text)
        cross join lateral (select from record_identities where tenant = x.tenant and kind = shown.kind and value = shown.value offset 0) held
        where shown.kind <> 'DOMAIN')
      on conflict do nothing""";

  /** Where people of outside write to one of us. Who is met elsewhere (a channel, a call, a meeting) did not. */
  private static final Set<String> CHATS = Set.of("WHATSAPP", "LINKEDIN");

  private static final Set<String> REJECTED = Set.of("spam", "trash");
  private static final int LONGEST_NAME = 200;

  /** By which a record would be found best, the best first. */
  private static final List<String> KINDS = List.of("EMAIL", "PHONE", "LINKEDIN_SLUG", "LINKEDIN_MEMBER_URN", "LINKEDIN_PROVIDER_ID");

  private record Sender(TenantIdentity identity, String written, @Nullable String displayName, List<Identity> shown) {}

  private final DSLContext db;

  NoteUnknownSenders(DSLContext db) {
    this.db = db;
  }

  void note(List<Observed> observed) {
    var wanting = wanting(observed);
    if (wanting.isEmpty()) {
      return;
    }
    var letters = observed.stream()
        .filter(message -> wanting.containsKey(message.tenant()) && !message.sentAt().isBefore(Objects.requireNonNull(wanting.get(message.tenant()))))
        .filter(NoteUnknownSenders::isOfOnePersonToUs)
        .toList();
    var own = OwnSides.among(db, letters);
    var senders = new TreeMap<TenantIdentity, Sender>();
    letters.stream().filter(message -> !own.fromOwn(message)).flatMap(NoteUnknownSenders::senders)
        .forEach(sender -> senders.putIfAbsent(sender.identity(), sender));
    write(senders.values());
  }

  /** Since when each tenant does that wants it. */
  private Map<String, Instant> wanting(List<Observed> observed) {
    return db.fetch(WANTING, (Object) observed.stream().map(Observed::tenant).distinct().toArray(String[]::new))
        .intoMap(row -> row.get(0, String.class), row -> row.get(1, OffsetDateTime.class).toInstant());
  }

  private static boolean isOfOnePersonToUs(Observed message) {
    if (message.departure() || message.content().wasDeleted()) {
      return false;
    }
    return switch (message.kind()) {
      case "EMAIL" -> message.bulk().equals("NONE") && message.listAddress() == null
          && message.copies().stream().noneMatch(copy -> copy.role() != null && REJECTED.contains(copy.role()));
      case "MESSAGE" -> !message.group() && CHATS.contains(message.key().channel());
      default -> false;
    };
  }

  private static Stream<Sender> senders(Observed message) {
    return message.people().stream().filter(person -> person.role().equals("FROM")).flatMap(person -> sender(message.tenant(), person));
  }

  private static Stream<Sender> sender(String tenant, Observed.Person person) {
    return KINDS.stream()
        .flatMap(kind -> person.aliases().stream().filter(alias -> alias.kind().equals(kind)))
        .filter(alias -> !alias.kind().equals("EMAIL") || !EmailAddresses.isRole(alias.value()))
        .flatMap(alias -> WrittenAs.of(alias, person.handle()).stream()
            .map(written -> new Sender(new TenantIdentity(tenant, alias), written, named(person), shown(person))))
        .limit(1);
  }

  private static @Nullable String named(Observed.Person person) {
    var name = person.displayName();
    return name == null || name.isBlank() || name.length() > LONGEST_NAME ? null : name.strip();
  }

  private static List<Identity> shown(Observed.Person person) {
    return Stream.of(person.aliases(), person.evidence(), person.identities()).flatMap(List::stream).distinct().sorted().toList();
  }

  private void write(Collection<Sender> senders) {
    if (!senders.isEmpty()) {
      db.execute(NOTE, Columns.of(senders)
          .text(sender -> sender.identity().tenant())
          .text(sender -> sender.identity().identity().kind())
          .text(sender -> sender.identity().identity().value())
          .text(Sender::written)
          .text(Sender::displayName)
          .text(sender -> HoldStrangers.JSON.writeValueAsString(sender.shown()))
          .bindings());
    }
  }
}

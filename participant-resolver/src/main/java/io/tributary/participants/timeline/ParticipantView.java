package io.tributary.participants.timeline;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a record, and why it is the record's.
 *
 * @param method email_match, phone_match, linkedin_match, provider_lookup or manual
 * @param confidence from 0 to 1
 * @param linkedBy who linked it, where a person did
 */
record ParticipantView(
    long id,
    String channel,
    @Nullable String displayName,
    String handle,
    List<Alias> aliases,
    @Nullable String method,
    @Nullable Double confidence,
    String reason,
    @Nullable String linkedBy,
    OffsetDateTime lastVerifiedAt,
    OffsetDateTime firstSeenAt,
    OffsetDateTime lastSeenAt,
    long messages,
    long conversations) {

  record Alias(String kind, String value) {}
}
